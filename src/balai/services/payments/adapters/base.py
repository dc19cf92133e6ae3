"""The one interface of ways to pay: what is asked of a bank, what it tells, what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from balai.core.ui.icons import StrOrPromise


@dataclass(frozen=True)
class Request:
    """What a bank is asked for: somewhere to pay this amount to. The same id again gives the same answer."""

    id: UUID
    code: str
    amount: Decimal
    payer_name: str
    title: str
    last_day: str


@dataclass(frozen=True)
class Told:
    """What a call of a bank says: so much was paid, under this reference, for this request of ours (if any)."""

    reference: str
    amount: Decimal
    paid_at: datetime
    order_id: UUID | None


class BankFault(Exception):
    """The bank did not do it. ``again`` says whether waiting helps, ``is_down`` that it cannot be reached at all."""

    def __init__(self, reason: str, *, again: bool = True, is_down: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.again, self.is_down = reason, again, is_down


class Adapter(Protocol):
    """A way to pay through a bank."""

    code: str
    label: StrOrPromise

    def ask(self, request: Request) -> str:
        """The number to pay to, or the payload of the code. Called by a job only. Raises BankFault."""

    def accepts(self, timestamp: str, signature: str, body: bytes) -> bool:
        """True when the bank signed these bytes at this moment, whenever that was."""

    def read(self, body: bytes) -> Told:
        """What the call says. Raises ValueError when it says nothing that can be understood."""
