"""Money came in, by whichever way: kept once, put on its bill as far as it is owed, booked, and told."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.services.payments import booking, events
from balai.services.payments.access import lock
from balai.services.payments.models import Bill, Collector, Payment, RefundNote
from balai.services.payments.models.bill import NOTHING
from balai.services.payments.numbering import number
from balai.services.payments.telling import tell_paid, tell_surplus
from balai.services.payments.waking import tell_cases_soon

Surplus = Payment.Surplus
CLOSED = {
    Bill.State.PAID: Surplus.PAID,
    Bill.State.EXPIRED: Surplus.LATE,
    Bill.State.CANCELLED: Surplus.CANCELLED,
}


@dataclass(frozen=True)
class Received:
    """An amount that somebody has in hand: by which way, under which reference, when it was paid."""

    adapter: str
    reference: str
    amount: Decimal
    paid_at: datetime
    bill_id: UUID | None
    in_cash: bool = False
    document_id: UUID | None = None


@transaction.atomic
def settle(actor: Actor, received: Received) -> tuple[Payment, bool]:
    """The payment, and whether it is new: the same reference again changes nothing.

    What is not owed (too much, too late, twice, for nothing) is kept as a surplus with a refund note.
    """
    bill = lock(received.bill_id) if received.bill_id else None
    known = Payment.objects.filter(adapter=received.adapter, reference=received.reference).first()
    if known is not None:
        return known, False
    collector = booking.collector_of(bill.unit_id) if bill else booking.fallback()
    payment = _payment(actor, received, bill, collector)
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError:  # the same call on another worker, whose bill we could not hold
        return Payment.objects.get(adapter=received.adapter, reference=received.reference), False
    if bill is not None and payment.applied:
        _put_on(bill, payment)
    booking.book_payment(actor, payment, collector, in_cash=received.in_cash)
    _note(actor, payment)
    return payment, True


def split(bill: Bill | None, amount: Decimal) -> tuple[Decimal, Decimal, str]:
    """How much goes to the bill, how much is owed back, and why."""
    if bill is None:
        return NOTHING, amount, Surplus.UNKNOWN
    if not bill.is_payable:
        return NOTHING, amount, CLOSED[Bill.State(bill.state)]
    applied = min(amount, bill.rest)
    surplus = amount - applied
    return applied, surplus, Surplus.OVER if surplus else Surplus.NONE


def _payment(actor: Actor, received: Received, bill: Bill | None, collector: Collector) -> Payment:
    applied, surplus, reason = split(bill, received.amount)
    return Payment(
        adapter=received.adapter,
        reference=received.reference,
        bill=bill,
        unit_id=collector.unit_id,
        amount=received.amount,
        applied=applied,
        surplus=surplus,
        surplus_reason=reason,
        paid_at=received.paid_at,
        booked_on=booking.open_day(collector, booking.day_of(received.paid_at)),
        officer_id=actor.user_id,
        officer_name="" if actor.is_system else actor.name,
        document_id=received.document_id,
    )


def _put_on(bill: Bill, payment: Payment) -> None:
    bill.paid += payment.applied
    bill.state = Bill.State.PAID if bill.paid == bill.total else Bill.State.PARTIAL
    if bill.state == Bill.State.PAID:
        bill.closed_at = timezone.now()
        tell_cases_soon()
    bill.save(update_fields=["paid", "state", "closed_at"])


def _note(actor: Actor, payment: Payment) -> None:
    """The event, the notice to the payer, and the note of what is owed back."""
    unit, bill = payment.unit, payment.bill
    place: dict[str, Any] = {"unit_id": unit.pk, "region_code": unit.region_id}
    amount = f"{payment.amount:.2f}"
    if bill is None:
        record(actor, events.STRAY, subject=payment, amount=amount, reference=payment.reference, **place)
    else:
        facts = {**bill.facts(), "amount": amount, "state": bill.state, "adapter": payment.adapter}
        record(actor, events.PAID, subject=bill, public=True, **place, **facts)
        tell_paid(actor, bill, payment)
    if payment.surplus:
        _owe_back(actor, payment)


def _owe_back(actor: Actor, payment: Payment) -> None:
    unit = payment.unit
    note = RefundNote.objects.create(
        payment=payment, number=number(unit.pk, "pengembalian"), amount=payment.surplus
    )
    record(
        actor,
        events.REFUND_OWED,
        subject=note,
        unit_id=unit.pk,
        region_code=unit.region_id,
        number=note.number,
        amount=f"{note.amount:.2f}",
        reason=payment.surplus_reason,
    )
    if payment.bill is not None:
        tell_surplus(actor, payment.bill, note)
