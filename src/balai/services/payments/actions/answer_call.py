"""A call of the bank: taken when its signature is right and fresh, kept before it is answered, booked by a job."""

import time
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.apart import each_apart
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.adapters import adapters
from balai.services.payments.adapters.base import Adapter, Told
from balai.services.payments.adapters.signatures import is_fresh
from balai.services.payments.models import Callback, Order, Payment
from balai.services.payments.waking import handle_calls_soon

Outcome = Callback.Outcome


@dataclass(frozen=True)
class Call:
    """What came in over the wire."""

    adapter: str
    timestamp: str
    signature: str
    body: bytes


class Refused(Exception):
    """The call is not taken; ``status`` is the answer."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@transaction.atomic
def take_call(call: Call) -> None:
    """Keep the call for the job. Raises Refused: unknown way, wrong signature, outside the window, seen before."""
    adapter = adapters().get(call.adapter)
    if adapter is None:
        raise Refused(404, "unknown")
    if not adapter.accepts(call.timestamp, call.signature, call.body):
        raise Refused(401, "signature")
    if not is_fresh(call.timestamp, time.time()):
        raise Refused(401, "stale")
    _keep(adapter, call)


def _keep(adapter: Adapter, call: Call) -> None:
    _row, is_new = Callback.objects.get_or_create(
        adapter=adapter.code,
        signature=call.signature,
        defaults={"body": call.body.decode(errors="replace").replace("\0", "")},
    )
    if not is_new:
        raise Refused(409, "replayed")
    handle_calls_soon()


def handle_calls() -> int:
    """Book what waits, each call in a transaction of its own; one that fails stays for the next round."""
    waiting = Callback.objects.filter(handled_at=None).order_by("id")
    return each_apart(waiting.values_list("pk", flat=True), _book, "payments.call_not_booked")


@transaction.atomic
def _book(call_id: UUID) -> bool:
    rows = Callback.objects.select_for_update(skip_locked=True)
    call = rows.filter(pk=call_id, handled_at=None).first()
    if call is None:
        return False
    payment, call.outcome = _settled(call)
    call.payment, call.handled_at = payment, timezone.now()
    call.save(update_fields=["payment", "outcome", "handled_at"])
    return call.outcome == Outcome.KEPT


def _settled(call: Callback) -> tuple[Payment | None, str]:
    adapter = adapters()[call.adapter]
    try:
        told = adapter.read(call.body.encode())
    except (ValueError, RecursionError):
        return None, Outcome.UNREADABLE
    payment, is_new = settle(SYSTEM, _received(call.adapter, told))
    return payment, Outcome.KEPT if is_new else Outcome.KNOWN


def _received(adapter: str, told: Told) -> Received:
    order = Order.objects.filter(pk=told.order_id, adapter=adapter).first() if told.order_id else None
    return Received(adapter, told.reference, told.amount, told.paid_at, order.bill_id if order else None)
