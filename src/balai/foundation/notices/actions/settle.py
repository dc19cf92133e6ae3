"""What an administrator does with letters that did not arrive: send again, or let go."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.notices.access import get_delivery
from balai.foundation.notices.actions.notify import wake
from balai.foundation.notices.events import GIVEN_UP, RETRIED
from balai.foundation.notices.models import Delivery
from balai.foundation.notices.policies import require_manager

MOST_AT_ONCE = 1000
SHORTEST_REASON = 10


@transaction.atomic
def retry(actor: Actor, delivery_id: UUID) -> None:
    """Try a dead letter again from the beginning. Raises NotAllowed, NotVisible, Conflict when it is not dead."""
    row = get_delivery(actor, delivery_id)
    dead = Delivery.objects.dead().filter(pk=row.pk)
    if not dead.update(state=Delivery.State.WAITING, due_at=timezone.now(), attempts=0):
        raise Conflict(_("Kiriman ini sudah tidak gagal. Muat ulang halamannya."))
    record(actor, RETRIED, subject=row, kind=row.notice.kind, reason=row.reason)
    transaction.on_commit(wake, robust=True)


@transaction.atomic
def retry_all(actor: Actor) -> int:
    """Try the dead letters again, the oldest thousand of them; returns how many. Raises NotAllowed."""
    require_manager(actor)
    dead = Delivery.objects.dead().select_related("notice").order_by("id")
    rows = list(dead.select_for_update(skip_locked=True, of=("self",))[:MOST_AT_ONCE])
    for row in rows:
        record(actor, RETRIED, subject=row, kind=row.notice.kind, reason=row.reason)
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=Delivery.State.WAITING, due_at=timezone.now(), attempts=0
    )
    transaction.on_commit(wake, robust=True)
    return len(rows)


@transaction.atomic
def give_up(actor: Actor, delivery_id: UUID, reason: str) -> None:
    """Let a dead letter go, with the reason. Raises NotAllowed, NotVisible, Invalid, Conflict."""
    row = get_delivery(actor, delivery_id)
    reason = reason.strip()
    if not SHORTEST_REASON <= len(reason) <= 240:
        fault = _("Tulis alasan, 10 sampai 240 huruf.")
        raise Invalid(fault, {"reason": fault})
    if not Delivery.objects.dead().filter(pk=row.pk).update(state=Delivery.State.DROPPED, reason=reason):
        raise Conflict(_("Kiriman ini sudah tidak gagal. Muat ulang halamannya."))
    record(actor, GIVEN_UP, subject=row, kind=row.notice.kind, reason=reason)
