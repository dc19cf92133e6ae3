"""What other modules give to payments and get from it: frozen dataclasses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from balai.services.payments.models import Bill, Payment

Words = Mapping[str, str]


@dataclass(frozen=True)
class BillItem:
    """An item of a tariff and how much of it. ``quantity`` is exact; the amount is rounded once."""

    item: str
    quantity: Decimal = Decimal(1)
    note: str = ""


@dataclass(frozen=True)
class BillDraft:
    """A bill about to be raised at a collecting unit; ``due_days`` 0 means those of the tariff."""

    unit_id: UUID
    tariff: str
    items: Sequence[BillItem]
    title: str
    payer_name: str
    payer_id: UUID | None = None
    case_id: UUID | None = None
    due_days: int = 0


@dataclass(frozen=True)
class LineCard:
    """An item of a bill as it was reckoned."""

    description: str
    quantity: Decimal
    unit_word: str
    price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class PaymentCard:
    """An amount that came in."""

    id: UUID
    adapter: str
    reference: str
    amount: Decimal
    applied: Decimal
    surplus: Decimal
    surplus_reason: str
    paid_at: datetime
    officer_name: str
    document_id: UUID | None


@dataclass(frozen=True)
class BillCard:
    """A bill as people read it; ``code`` is what they pay by."""

    id: UUID
    kind: str
    number: str
    code: str
    unit_id: UUID
    case_id: UUID | None
    payer_id: UUID | None
    payer_name: str
    title: str
    total: Decimal
    paid: Decimal
    state: str
    state_name: str
    raised_on: date
    due_on: date
    closed_at: datetime | None
    close_reason: str

    @property
    def rest(self) -> Decimal:
        """What is still owed."""
        return self.total - self.paid

    @property
    def is_payable(self) -> bool:
        """True while money is awaited."""
        return self.state in Bill.PAYABLE


def bill_card(bill: Bill) -> BillCard:
    """The card of a bill."""
    return BillCard(
        id=bill.pk,
        kind=bill.kind,
        number=bill.number,
        code=bill.code,
        unit_id=bill.unit_id,
        case_id=bill.case_id,
        payer_id=bill.payer_id,
        payer_name=bill.payer_name,
        title=bill.title,
        total=bill.total,
        paid=bill.paid,
        state=bill.state,
        state_name=bill.get_state_display(),
        raised_on=bill.raised_on,
        due_on=bill.due_on,
        closed_at=bill.closed_at,
        close_reason=bill.close_reason,
    )


def payment_card(payment: Payment) -> PaymentCard:
    """The card of a payment."""
    return PaymentCard(
        id=payment.pk,
        adapter=payment.adapter,
        reference=payment.reference,
        amount=payment.amount,
        applied=payment.applied,
        surplus=payment.surplus,
        surplus_reason=payment.surplus_reason,
        paid_at=payment.paid_at,
        officer_name=payment.officer_name,
        document_id=payment.document_id,
    )


def line_cards(bill: Bill) -> list[LineCard]:
    """The items of a bill in their order."""
    return [
        LineCard(line.description, line.quantity, line.unit_word, line.price, line.amount)
        for line in bill.lines.all()
    ]
