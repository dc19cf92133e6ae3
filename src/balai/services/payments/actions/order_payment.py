"""Somebody wants to pay by virtual account or QRIS: written down here, asked of the bank by a job."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.services.payments import access
from balai.services.payments.adapters import adapters
from balai.services.payments.models import Bill, Order
from balai.services.payments.waking import ask_bank_soon


@transaction.atomic
def order_payment(actor: Actor, bill_id: UUID, adapter: str) -> Order:
    """The order for the rest of the bill, wanted anew when the last try failed for good.

    Raises NotVisible (bill, way to pay), Conflict when nothing is to be paid any more.
    """
    access.get_bill(actor, bill_id)
    if adapter not in adapters():
        raise NotVisible(_("Cara bayar ini tidak tersedia."))
    bill = access.lock(bill_id)
    if not bill.is_payable:
        raise Conflict(_("Tagihan ini {state}.").format(state=bill.get_state_display().lower()))
    order = _order(bill, adapter)
    if order.state == Order.State.WANTED:
        ask_bank_soon()
    return order


def _order(bill: Bill, adapter: str) -> Order:
    now = timezone.now()
    order, made = Order.objects.get_or_create(
        bill=bill, adapter=adapter, amount=bill.rest, defaults={"due_at": now}
    )
    if not made and order.state == Order.State.FAILED:
        order.state, order.due_at, order.attempts, order.reason = Order.State.WANTED, now, 0, ""
        order.save(update_fields=["state", "due_at", "attempts", "reason"])
    return order
