"""Follow the catalogue of another installation: its key is compared by telephone before anything of it is taken."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.signed import fingerprint
from balai.foundation.audit.api import record
from balai.foundation.packs.access import get_publisher
from balai.foundation.packs.events import (
    KEY_CONFIRMED,
    SHARING_ALLOWED,
    SHARING_ENDED,
    SUBSCRIBED,
    UNSUBSCRIBED,
)
from balai.foundation.packs.models import Publisher
from balai.foundation.packs.policies import require_manager
from balai.foundation.packs.wire import address_of

State = Publisher.State


@transaction.atomic
def subscribe(actor: Actor, address: str) -> UUID:
    """Note the catalogue and have it read; its id.

    Raises NotAllowed, Invalid for what is no address, Conflict when it is followed already.
    """
    require_manager(actor)
    place = address_of(address)
    if Publisher.objects.filter(address=place).exclude(state=State.ENDED).exists():
        raise Conflict(_("Anda sudah berlangganan ke alamat ini."))
    row = Publisher.objects.create(address=place, asked_at=timezone.now())
    record(actor, SUBSCRIBED, subject=row, address=place)
    _have_read(row)
    return row.pk


@transaction.atomic
def ask_again(actor: Actor, publisher_id: UUID) -> None:
    """Have the catalogue read now. Raises NotAllowed, NotVisible, Conflict while that is under way."""
    row = get_publisher(actor, publisher_id, lock=True)
    if row.is_working:
        raise Conflict(_("Katalog ini sedang dibaca."))
    row.asked_at = timezone.now()
    row.save(update_fields=["asked_at"])
    _have_read(row)


@transaction.atomic
def confirm_key(actor: Actor, publisher_id: UUID, digits: str) -> None:
    """Believe the key whose fingerprint the publisher read out.

    Raises NotAllowed, NotVisible, Invalid for other digits, Conflict when there is nothing to confirm.
    """
    row = get_publisher(actor, publisher_id, lock=True)
    waiting = row.new_key or (row.key if row.state == State.WAITING else "")
    if not waiting:
        raise Conflict(_("Tidak ada kunci yang menunggu dicocokkan."))
    if _bare(digits) != _bare(fingerprint(waiting)):
        sentence = _(
            "Angkanya tidak sama. Jangan percaya katalog ini sebelum penerbit membacakan angka yang sama."
        )
        raise Invalid(sentence, {"digits": sentence})
    row.state, row.key, row.new_key = State.FOLLOWED, waiting, ""
    row.confirmed_by, row.confirmed_at = actor.name, timezone.now()
    row.trouble = row.detail = ""
    row.save()
    record(actor, KEY_CONFIRMED, subject=row, publisher=row.label, digits=fingerprint(waiting))
    _have_read(row)


@transaction.atomic
def share_adoptions(actor: Actor, publisher_id: UUID, shares: bool) -> None:
    """Let the publisher know which of its packs run here, or take that back.

    Raises NotAllowed, NotVisible, Conflict.
    """
    row = get_publisher(actor, publisher_id, lock=True)
    if row.state != State.FOLLOWED:
        raise Conflict(_("Cocokkan dulu kunci penerbit ini."))
    row.shares_adoptions = shares
    row.save(update_fields=["shares_adoptions"])
    record(actor, SHARING_ALLOWED if shares else SHARING_ENDED, subject=row, publisher=row.label)
    have_told(row.pk)


@transaction.atomic
def unsubscribe(actor: Actor, publisher_id: UUID) -> None:
    """Follow it no more and take back what it was told; what was installed stays. Raises NotAllowed, NotVisible."""
    row = get_publisher(actor, publisher_id, lock=True)
    row.state, row.asked_at, row.shares_adoptions = State.ENDED, None, False
    row.save(update_fields=["state", "asked_at", "shares_adoptions"])
    record(actor, UNSUBSCRIBED, subject=row, publisher=row.label)
    have_told(row.pk)


def _bare(digits: str) -> str:
    return "".join(letter for letter in digits if letter.isdigit())


def _have_read(row: Publisher) -> None:
    from balai.foundation.packs.tasks import read

    transaction.on_commit(partial(read.defer, publisher_id=str(row.pk)))


def have_told(publisher_id: UUID) -> None:
    """Let a job tell the publisher what it should know, after the commit."""
    from balai.foundation.packs.tasks import tell

    transaction.on_commit(partial(tell.defer, publisher_id=str(publisher_id)))
