from balai.services.payments.models.bank import BankLine
from balai.services.payments.models.bill import Bill, BillLine
from balai.services.payments.models.collector import Collector
from balai.services.payments.models.deposit import Deposit, DepositItem
from balai.services.payments.models.order import Callback, Order
from balai.services.payments.models.payment import Payment, RefundNote
from balai.services.payments.models.tariff import Tariff

__all__ = [
    "BankLine",
    "Bill",
    "BillLine",
    "Callback",
    "Collector",
    "Deposit",
    "DepositItem",
    "Order",
    "Payment",
    "RefundNote",
    "Tariff",
]
