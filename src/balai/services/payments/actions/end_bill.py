"""A bill ends without being paid: its last day has passed, or an officer takes it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.services.payments import access, booking, events
from balai.services.payments.cards import BillCard, bill_card
from balai.services.payments.models import Bill
from balai.services.payments.telling import tell_expired
from balai.services.payments.waking import tell_cases_soon

SHORTEST_REASON = 10


def expire_bills() -> int:
    """End the bills whose last day has passed, each in a transaction of its own; returns how many."""
    late = Bill.objects.payable().filter(due_on__lt=today()).order_by("due_on")
    return sum(_expire(bill_id) for bill_id in late.values_list("pk", flat=True))


@transaction.atomic
def _expire(bill_id: UUID) -> bool:
    bill = access.lock(bill_id)
    if not bill.is_payable:
        return False
    _close(SYSTEM, bill, Bill.State.EXPIRED, "")
    _record(SYSTEM, bill, events.EXPIRED)
    tell_expired(SYSTEM, bill)
    tell_cases_soon()
    return True


@transaction.atomic
def cancel_bill(actor: Actor, bill_id: UUID, reason: str) -> BillCard:
    """Take a bill back on which nothing was paid. Raises NotVisible, NotAllowed, Invalid (reason), Conflict."""
    access.get_bill(actor, bill_id, to="cancel")
    bill, reason = access.lock(bill_id), reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Invalid(_("Tulis alasan pembatalan."), {"reason": _("Sekurangnya sepuluh huruf.")})
    if bill.state != Bill.State.OPEN:
        raise Conflict(_("Tagihan ini {state}.").format(state=bill.get_state_display().lower()))
    _close(actor, bill, Bill.State.CANCELLED, reason)
    _record(actor, bill, events.CANCELLED)
    return bill_card(bill)


def _close(actor: Actor, bill: Bill, state: str, reason: str) -> None:
    bill.state, bill.closed_at, bill.close_reason = state, timezone.now(), reason[:240]
    bill.save(update_fields=["state", "closed_at", "close_reason"])
    if not bill.paid:
        booking.unbook_bill(actor, bill, reason or "Kedaluwarsa tanpa pembayaran")


def _record(actor: Actor, bill: Bill, name: str) -> None:
    unit = bill.unit
    facts = {**bill.facts(), "reason": bill.close_reason}
    record(actor, name, subject=bill, unit_id=unit.pk, region_code=unit.region_id, public=True, **facts)
