"""Take in a pack that somebody brought to a page, or throw it away again; a job checks it."""

from functools import partial
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.packs.access import get_arrival
from balai.foundation.packs.actions.fetch_pack import have_fetched
from balai.foundation.packs.archive import LARGEST_ZIP, read_zip
from balai.foundation.packs.events import PACK_BROUGHT, PACK_DISCARDED
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.policies import require_manager

State = Arrival.State


@transaction.atomic
def bring_pack(actor: Actor, file_name: str, content: bytes) -> UUID:
    """Keep the ZIP and have it checked. Raises NotAllowed, and Invalid for what is no harmless ZIP."""
    require_manager(actor)
    if len(content) > LARGEST_ZIP:
        raise _refused(_("Berkas ini lebih besar dari {size} MB.").format(size=LARGEST_ZIP >> 20))
    try:
        read_zip(BytesIO(content))
    except PackError as error:
        raise _refused(str(error)) from error
    row = Arrival.objects.create(file_name=file_name[-120:], content=content, brought_by=actor.name)
    record(actor, PACK_BROUGHT, subject=row, file=row.file_name)
    _have_checked(row)
    return row.pk


@transaction.atomic
def check_again(actor: Actor, arrival_id: UUID) -> None:
    """Compare once more with what stands here now, or fetch once more what did not come.

    Raises NotAllowed, NotVisible, Conflict.
    """
    row = get_arrival(actor, arrival_id, lock=True)
    if row.is_working or row.state not in Arrival.WAITING:
        raise Conflict(_("Kiriman ini sedang atau sudah diproses."))
    begin, state = (_have_checked, State.CHECKING) if row.content else (have_fetched, State.FETCHING)
    row.state, row.step, row.steps = state, 0, 0
    row.save(update_fields=["state", "step", "steps", "changed_at"])
    begin(row)


@transaction.atomic
def discard_arrival(actor: Actor, arrival_id: UUID) -> None:
    """Throw the upload away; what is installed stays as it is. Raises NotAllowed, NotVisible, Conflict."""
    row = get_arrival(actor, arrival_id, lock=True)
    if row.is_working or row.state not in Arrival.WAITING:
        raise Conflict(_("Kiriman ini sedang atau sudah diproses."))
    row.state, row.content = State.DISCARDED, b""
    row.save(update_fields=["state", "content", "changed_at"])
    record(actor, PACK_DISCARDED, subject=row, file=row.file_name)


def _have_checked(row: Arrival) -> None:
    from balai.foundation.packs.tasks import check

    transaction.on_commit(partial(check.defer, arrival_id=str(row.pk)))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": sentence})
