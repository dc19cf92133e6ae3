"""Tell the cases that wait for money how their bills ended.

Apart from the payment itself: whatever a case does then, the money is already safe, and what failed is tried again.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.apart import each_apart
from balai.foundation.cases.api import send_signal
from balai.services.payments.models import Bill

SIGNALS = {Bill.State.PAID: "payment.settled", Bill.State.EXPIRED: "payment.expired"}


def tell_cases() -> int:
    """Send the signals that are due, each in a transaction of its own; returns how many cases went on."""
    untold = Bill.objects.filter(told_at=None, case_id__isnull=False, closed_at__isnull=False)
    return each_apart(untold.order_by("id").values_list("pk", flat=True), _send, "payments.case_not_told")


@transaction.atomic
def _send(bill_id: UUID) -> bool:
    """The case is locked before its bill, as everywhere."""
    bill = Bill.objects.get(pk=bill_id)
    signal = SIGNALS.get(Bill.State(bill.state))
    facts = {"tagihan": bill.number, "dibayar": f"{bill.paid:.2f}"}
    went_on = bool(signal and bill.case_id and send_signal(bill.case_id, signal, facts))
    Bill.objects.filter(pk=bill.pk, told_at=None).update(told_at=timezone.now())
    return went_on
