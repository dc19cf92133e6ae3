"""Payments: what other modules may use."""

from balai.services.payments.actions.order_payment import order_payment
from balai.services.payments.actions.raise_bill import raise_bill
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.cards import BillCard, BillDraft, BillItem, PaymentCard
from balai.services.payments.selectors import bills_of_case as bills_of

__all__ = [
    "BillCard",
    "BillDraft",
    "BillItem",
    "Cash",
    "PaymentCard",
    "bills_of",
    "order_payment",
    "raise_bill",
    "receive_cash",
    "tell_cases",
]
