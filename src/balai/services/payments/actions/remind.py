"""Raise the reminder (STRD) of a bill that was paid in part and expired: its rest, and what lateness adds."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.regions.api import today
from balai.services.payments import access, policies, reckoning
from balai.services.payments.actions.raise_bill import keep, receivable_line
from balai.services.payments.cards import BillCard
from balai.services.payments.models import Bill, BillLine


@transaction.atomic
def raise_reminder(actor: Actor, bill_id: UUID) -> BillCard:
    """The STRD of the bill. Raises NotVisible, NotAllowed, Invalid unless a rest is owed, Conflict when it has one."""
    policies.require(actor, policies.RAISE, access.get_bill(actor, bill_id, to="office").unit_id)
    bill = access.lock(bill_id)
    if bill.state != Bill.State.EXPIRED or not bill.paid:
        raise Invalid(_("STRD diterbitkan untuk tagihan yang kedaluwarsa setelah dibayar sebagian."))
    if Bill.objects.filter(follows=bill).exists():
        raise Conflict(_("Tagihan ini sudah mempunyai STRD."))
    day = today()
    reminder = Bill(
        kind=Bill.Kind.STRD,
        unit_id=bill.unit_id,
        tariff=bill.tariff,
        follows=bill,
        case_id=bill.case_id,
        payer_id=bill.payer_id,
        payer_name=bill.payer_name,
        title=bill.title,
        due_on=day + timedelta(days=bill.tariff.due_days),
    )
    charge = reckoning.late_charge(bill.tariff, bill.rest, bill.due_on, day)
    return keep(actor, reminder, _lines(bill, charge), day)


def _lines(bill: Bill, charge: Decimal) -> list[BillLine]:
    tariff = bill.tariff
    lines = [receivable_line(tariff, 0, bill.rest, bill.number)]
    if charge:
        lines.append(
            BillLine(
                place=1,
                item="terlambat",
                description=f"Sanksi keterlambatan {tariff.late_percent.normalize():f} % sebulan",
                quantity=Decimal(1),
                price=charge,
                amount=charge,
                account=tariff.late_account,
            )
        )
    return lines
