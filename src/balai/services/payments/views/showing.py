"""What pages of a bill show: how it stands, how it can be paid, what came in."""

from dataclasses import dataclass
from typing import Any

from balai.core.ui.qr import AROUND, qr_svg
from balai.services.payments.adapters import adapters
from balai.services.payments.cards import bill_card, line_cards, payment_card
from balai.services.payments.models import Bill, Order
from balai.services.payments.selectors import reminder_of

TONES = {"open": "warn", "partial": "warn", "paid": "good", "expired": "bad", "cancelled": "calm"}


@dataclass(frozen=True)
class Way:
    """A way to pay through the bank, with the order for it if there is one."""

    code: str
    label: str
    order: Order | None
    picture: str = ""

    @property
    def is_wanted(self) -> bool:
        """True while the bank is asked."""
        return self.order is not None and self.order.state == Order.State.WANTED

    @property
    def is_ready(self) -> bool:
        """True when it can be paid to."""
        return self.order is not None and self.order.state == Order.State.READY

    @property
    def has_failed(self) -> bool:
        """True when the bank would not."""
        return self.order is not None and self.order.state == Order.State.FAILED


def ways_of(bill: Bill) -> list[Way]:
    """The ways to pay the rest of a bill."""
    if not bill.is_payable:
        return []
    orders = {order.adapter: order for order in bill.orders.filter(amount=bill.rest)}
    return [
        Way(code, str(adapter.label), orders.get(code), _picture(orders.get(code)))
        for code, adapter in adapters().items()
    ]


def _picture(order: Order | None) -> str:
    is_code = order is not None and order.adapter == "qris" and order.state == Order.State.READY
    return qr_svg(order.account, AROUND) if is_code and order else ""


def mark_of(bill: Bill, ways: list[Way]) -> str:
    """What changes when the page has something new to show."""
    orders = "".join(way.order.state[0] if way.order else "-" for way in ways)
    return f"{bill.state}.{bill.paid:.2f}.{orders}"


def context_of(bill: Bill) -> dict[str, Any]:
    """What every page of a bill has."""
    payments = [payment_card(payment) for payment in bill.payments.order_by("id")]
    return {
        "bill": bill_card(bill),
        "unit": bill.unit,
        "tariff": bill.tariff,
        "lines": line_cards(bill),
        "payments": payments,
        "ways": (ways := ways_of(bill)),
        "mark": mark_of(bill, ways),
        "tone": TONES[bill.state],
        "reminder": reminder_of(bill),
    }
