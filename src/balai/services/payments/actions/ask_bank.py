"""Ask the bank for what is wanted: outside any page, one order at a time, with a lease, retries and a breaker."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balai.foundation.notices.api import breaker
from balai.services.payments.adapters import adapters
from balai.services.payments.adapters.base import BankFault, Request
from balai.services.payments.models import Order

CHANNEL = "bank"  # of the breaker
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(minutes=30)
log = structlog.get_logger(__name__)


def ask_bank() -> int:
    """Ask for everything that is due until nothing is left or the bank rests; returns how many are ready."""
    ready = 0
    while not breaker.rests(CHANNEL, timezone.now()) and (order := _claim()):
        ready += _ask(order)
    return ready


@transaction.atomic
def _claim() -> Order | None:
    """Take the order that waits longest. The attempt is counted here; its lease ends a dead worker's hold."""
    now = timezone.now()
    due = Order.objects.filter(state=Order.State.WANTED, due_at__lte=now).order_by("due_at", "id")
    order = due.select_for_update(skip_locked=True, of=("self",)).select_related("bill").first()
    if order is not None:
        order.attempts, order.due_at = order.attempts + 1, now + LEASE
        order.save(update_fields=["attempts", "due_at"])
    return order


def _ask(order: Order) -> bool:
    adapter = adapters().get(order.adapter)
    if adapter is None or not order.bill.is_payable:
        return _settle(order, state=Order.State.FAILED, reason="")
    try:
        account = adapter.ask(_request(order))
    except BankFault as fault:
        _take_back(order, fault)
        return False
    breaker.note_success(CHANNEL)
    return _settle(order, state=Order.State.READY, account=account, reason="")


def _request(order: Order) -> Request:
    bill = order.bill
    return Request(order.pk, bill.code, order.amount, bill.payer_name, bill.title, bill.due_on.isoformat())


def _take_back(order: Order, fault: BankFault) -> None:
    """Down: costs no attempt and feeds the breaker. Else again later, or failed for good."""
    log.warning("payments.bank_fault", order=str(order.pk), reason=fault.reason)
    if fault.is_down:
        breaker.note_failure(CHANNEL, fault.reason)
        _settle(order, attempts=F("attempts") - 1, due_at=timezone.now() + FIRST_PAUSE, reason=fault.reason)
    elif fault.again and order.attempts < MOST_ATTEMPTS:
        _settle(order, due_at=timezone.now() + pause_after(order.attempts), reason=fault.reason)
    else:
        _settle(order, state=Order.State.FAILED, reason=fault.reason)


def pause_after(attempts: int) -> timedelta:
    """Twenty seconds after the first attempt, then twice as long each time up to half an hour."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _settle(order: Order, **facts: object) -> bool:
    """Keep what became of the order, unless its lease ran out and another worker has it."""
    held = Order.objects.filter(pk=order.pk, state=Order.State.WANTED, due_at=order.due_at)
    return bool(held.update(**facts)) and facts.get("state") == Order.State.READY
