"""Fetch a version from a catalogue that is followed; what comes is checked, compared and chosen from like an upload."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.packs.access import get_publisher
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.events import PACK_FETCHED, PACK_MISSED
from balai.foundation.packs.models import Arrival, Publisher
from balai.foundation.packs.publishers import offer_in
from balai.foundation.packs.troubles import sentence_of
from balai.foundation.packs.wire import Trouble, read_release

State = Arrival.State


@transaction.atomic
def ask_for_pack(actor: Actor, publisher_id: UUID, name: str, version: str) -> UUID:
    """Have an offered version fetched; the id of what is on its way (of the one that is already, if there is one).

    Raises NotAllowed, NotVisible for what is not offered, Conflict while the key was not compared.
    """
    row = get_publisher(actor, publisher_id, lock=True)
    if row.state != Publisher.State.FOLLOWED:
        raise Conflict(_("Cocokkan dulu kunci penerbit ini."))
    try:
        offer_in(row.document, name, version)
    except LookupError:
        raise NotVisible(_("Versi ini tidak ada di katalog.")) from None
    pack = f"{name} {version}"
    waiting = Arrival.objects.filter(publisher=row, pack=pack, state__in=Arrival.WAITING).first()
    if waiting:
        return waiting.pk
    arrival = Arrival.objects.create(
        file_name=f"{name}-{version}.zip",
        publisher=row,
        pack=pack,
        state=State.FETCHING,
        brought_by=actor.name,
    )
    have_fetched(arrival)
    return arrival.pk


def have_fetched(row: Arrival) -> None:
    """Let a job fetch it after the commit."""
    from balai.foundation.packs.tasks import fetch

    transaction.on_commit(partial(fetch.defer, arrival_id=str(row.pk)))


def fetch_arrival(arrival_id: UUID) -> None:
    """Ask outside of any transaction, keep what came and check it. A second call for the same one does nothing."""
    row = Arrival.objects.filter(pk=arrival_id, state=State.FETCHING).select_related("publisher").first()
    if row is None or row.publisher is None:
        return
    try:
        content = read_release(row.publisher.address, *_wanted(row, row.publisher))
    except Trouble as trouble:
        _miss(row, trouble)
        return
    with transaction.atomic():
        row.content, row.state = content, State.CHECKING
        row.save(update_fields=["content", "state", "changed_at"])
        record(SYSTEM, PACK_FETCHED, subject=row, pack=row.pack, publisher=row.publisher.label)
    check_arrival(row.pk)


def _wanted(row: Arrival, publisher: Publisher) -> tuple[str, dict[str, object]]:
    """Name and facts of what is fetched, as the catalogue of now has them. Raises Trouble when it was withdrawn."""
    name, _blank, version = row.pack.partition(" ")
    try:
        return name, offer_in(publisher.document, name, version)
    except LookupError:
        raise Trouble("missing", row.pack) from None


@transaction.atomic
def _miss(row: Arrival, trouble: Trouble) -> None:
    row.state, row.findings = State.MISSED, {"trouble": trouble.code, "detail": trouble.detail[:240]}
    row.save(update_fields=["state", "findings", "changed_at"])
    reason = sentence_of(trouble.code, trouble.detail[:120])
    record(SYSTEM, PACK_MISSED, subject=row, pack=row.pack, reason=reason)
