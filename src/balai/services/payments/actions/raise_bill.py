"""Raise a bill: number, lines by the tariff of the day, what is owed in the ledger, and the payer is told."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ids import new_code
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.services.payments import booking, events, policies, reckoning
from balai.services.payments.cards import BillCard, BillDraft, bill_card
from balai.services.payments.models import Bill, BillLine, Tariff
from balai.services.payments.numbering import number
from balai.services.payments.telling import tell_raised

PREFIX = "TGH"


@transaction.atomic
def raise_bill(actor: Actor, draft: BillDraft) -> BillCard:
    """A fee notice (SKRD) for whoever has to pay. Raises NotAllowed, Invalid (tariff, item, quantity, unit)."""
    policies.require(actor, policies.RAISE, draft.unit_id)
    return write_bill(actor, draft)


def write_bill(actor: Actor, draft: BillDraft) -> BillCard:
    """The same where the action around it was authorised already (the step of a procedure)."""
    day = today()
    tariff = reckoning.tariff_on(draft.tariff, day)
    if not draft.items:
        raise Invalid(_("Tagihan memerlukan sekurangnya satu tarif."))
    lines = [reckoning.line_of(tariff, place, item) for place, item in enumerate(draft.items)]
    bill = Bill(
        kind=Bill.Kind.SKRD,
        unit_id=draft.unit_id,
        tariff=tariff,
        case_id=draft.case_id,
        payer_id=draft.payer_id,
        payer_name=draft.payer_name,
        title=draft.title[:160],
        due_on=day + timedelta(days=draft.due_days or tariff.due_days),
    )
    return keep(actor, bill, lines, day)


def keep(actor: Actor, bill: Bill, lines: Sequence[BillLine], day: date) -> BillCard:
    """Number the bill and write it with its lines, postings, event and notice."""
    booking.collector_of(bill.unit_id)
    bill.raised_on, bill.raised_by = day, actor.name
    bill.total = sum((line.amount for line in lines), start=Decimal("0.00"))
    bill.number, bill.code = number(bill.unit_id, bill.kind), new_code(PREFIX)
    bill.save(force_insert=True)
    for line in lines:
        line.bill = bill
    BillLine.objects.bulk_create(lines)
    booking.book_bill(actor, bill, list(lines))
    unit = bill.unit
    record(
        actor,
        events.RAISED,
        subject=bill,
        unit_id=unit.pk,
        region_code=unit.region_id,
        public=True,
        **bill.facts(),
    )
    tell_raised(actor, bill)
    return bill_card(bill)


def receivable_line(tariff: Tariff, place: int, owed: Decimal, number: str) -> BillLine:
    """What is left of an earlier bill; the ledger knows it already as owed."""
    return BillLine(
        place=place,
        item="sisa",
        description=f"Sisa tagihan {number}"[:160],
        quantity=Decimal(1),
        price=owed,
        amount=owed,
        account=tariff.receivable,
    )
