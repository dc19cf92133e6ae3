"""Reads of bills and receipts, always of what the actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.exchange import Sheet
from balai.core.ids import read_code
from balai.core.ui.words import local
from balai.services.payments.adapters import CASH, label_of
from balai.services.payments.booking import day_of
from balai.services.payments.cards import BillCard, bill_card
from balai.services.payments.models import BankLine, Bill, Callback, Deposit, Payment, RefundNote, Tariff
from balai.services.payments.models.bill import NOTHING


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date

    @property
    def is_one_day(self) -> bool:
        """True for a daily report."""
        return self.first == self.last

    @property
    def range(self) -> tuple[date, date]:
        """As queries take it."""
        return self.first, self.last


def my_bills(actor: Actor) -> QuerySet[Bill]:
    """What the person has to pay or has paid, the newest first."""
    return (
        Bill.objects.filter(payer_id=actor.user_id).select_related("unit")
        if actor.user_id
        else Bill.objects.none()
    )


def bills_of_case(actor: Actor, case_id: UUID) -> list[BillCard]:
    """The visible bills of a case, the newest first."""
    return [bill_card(bill) for bill in Bill.objects.visible_to(actor).filter(case_id=case_id)]


def bills_beside(case_id: UUID) -> QuerySet[Bill]:
    """The bills of a case that the reader was allowed to see, the newest first, with what came in for them."""
    return Bill.objects.filter(case_id=case_id).prefetch_related("payments")


@dataclass(frozen=True)
class BillFilters:
    """What the treasurer's list shows: a state (empty for what is to be paid), and words or a code."""

    state: str = ""
    text: str = ""


def bills_at_work(actor: Actor, filters: BillFilters) -> QuerySet[Bill]:
    """The bills of units that the actor reaches as an officer, what is due first."""
    bills = Bill.objects.visible_to(actor).select_related("unit")
    bills = bills.exclude(payer_id=actor.user_id) if actor.user_id else bills
    if filters.text:
        return bills.filter(_matching(filters.text)).order_by("-id")
    if filters.state:
        return bills.filter(state=filters.state).order_by("-id")
    return bills.payable().order_by("due_on", "id")


def _matching(text: str) -> Q:
    """A payment code, a number, or the beginning of a name or title."""
    code = read_code(text)
    if code:
        return Q(code=code)
    return Q(number__istartswith=text) | Q(payer_name__istartswith=text) | Q(title__istartswith=text)


@dataclass(frozen=True)
class Total:
    """One line of a report: what it is of, how many payments, how much."""

    label: str
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Settlement:
    """What came in: in all, by way, by tariff with its account, by officer; and what of it is owed back."""

    span: Span
    total: Total
    surplus: Decimal
    by_adapter: list[Total]
    by_account: list[Total]
    by_officer: list[Total]
    unhandled: int


def payments_in(actor: Actor, span: Span) -> QuerySet[Payment]:
    """The payments of the days at units that the actor reaches as an officer."""
    found = Payment.objects.visible_to(actor).filter(booked_on__range=span.range)
    return found.exclude(bill__payer_id=actor.user_id) if actor.user_id else found


def settlement(actor: Actor, span: Span) -> Settlement:
    """The report of the days, in four queries."""
    rows = payments_in(actor, span).order_by()
    everything = rows.aggregate(count=Count("pk"), amount=Sum("amount"), back=Sum("surplus"))
    return Settlement(
        span=span,
        total=Total("", everything["count"], everything["amount"] or NOTHING),
        surplus=everything["back"] or NOTHING,
        by_adapter=[
            Total(label_of(code), count, amount) for code, count, amount in _grouped(rows, "adapter")
        ],
        by_account=_by_account(rows),
        by_officer=[
            Total(name or _("Sistem bank"), count, amount)
            for name, count, amount in _grouped(rows, "officer_name")
        ],
        unhandled=Callback.objects.filter(handled_at=None).count(),
    )


def _grouped(rows: QuerySet[Payment], name: str) -> list[tuple[str, int, Decimal]]:
    return list(rows.values_list(name).annotate(count=Count("pk"), sum=Sum("amount")).order_by(name))


def _by_account(rows: QuerySet[Payment]) -> list[Total]:
    keys = ("bill__tariff__receivable", "bill__tariff__name")
    found = rows.filter(applied__gt=0).values_list(*keys).annotate(count=Count("pk"), sum=Sum("applied"))
    return [
        Total(f"{code} {local(name)}", count, amount) for code, name, count, amount in found.order_by(keys[0])
    ]


PAYMENT_COLUMNS = (
    "tanggal",
    "cara",
    "referensi",
    "tagihan",
    "pembayar",
    "jumlah",
    "untuk_tagihan",
    "kelebihan",
    "petugas",
)


def payment_sheet(actor: Actor, span: Span) -> Sheet:
    """The payments of the days as a table."""
    rows = payments_in(actor, span).select_related("bill").order_by("booked_on", "id")
    return Sheet(
        PAYMENT_COLUMNS,
        [
            (
                row.booked_on.isoformat(),
                label_of(row.adapter),
                row.reference,
                row.bill.number if row.bill else "",
                row.bill.payer_name if row.bill else "",
                float(row.amount),
                float(row.applied),
                float(row.surplus),
                row.officer_name,
            )
            for row in rows
        ],
    )


@dataclass(frozen=True)
class Difference:
    """Something that the bank and the books do not say alike; None where one of them says nothing."""

    reference: str
    day: date
    label: str
    booked: Decimal | None
    at_bank: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """The books beside the statement of the bank."""

    has_statement: bool
    agreed: int
    differences: list[Difference]


@dataclass(frozen=True)
class _Booked:
    reference: str
    day: date
    label: str
    amount: Decimal


def compare_with_bank(actor: Actor, span: Span) -> Comparison:
    """Every movement of the account in the days, found by its reference on both sides."""
    booked = {row.reference: row for row in _booked(actor, span)}
    lines = BankLine.objects.filter(Q(booked_on__range=span.range) | Q(reference__in=list(booked)))
    at_bank = {line.reference: line for line in lines}
    elsewhere = _booked_on_other_days(at_bank.keys() - booked.keys())
    differences = [
        found
        for reference in booked.keys() | (at_bank.keys() - elsewhere)
        if (found := _difference(booked.get(reference), at_bank.get(reference)))
    ]
    both = booked.keys() & at_bank.keys()
    return Comparison(
        has_statement=BankLine.objects.filter(booked_on__range=span.range).exists(),
        agreed=sum(booked[reference].amount == at_bank[reference].amount for reference in both),
        differences=sorted(differences, key=lambda one: (one.day, one.reference)),
    )


def _booked(actor: Actor, span: Span) -> Iterable[_Booked]:
    for payment in payments_in(actor, span).exclude(adapter=CASH).select_related("bill"):
        label = payment.bill.title if payment.bill else _("Belum dikenal")
        yield _Booked(payment.reference, payment.booked_on, label, payment.amount)
    for deposit in Deposit.objects.visible_to(actor).filter(deposited_on__range=span.range):
        yield _Booked(deposit.reference, deposit.deposited_on, deposit.number, deposit.amount)
    notes = RefundNote.objects.visible_to(actor).filter(paid_at__date__range=span.range)
    for note in notes:
        if note.paid_at:
            yield _Booked(note.reference, day_of(note.paid_at), note.number, -note.amount)


def _booked_on_other_days(references: Iterable[str]) -> set[str]:
    wanted = list(references)
    found = set(Payment.objects.filter(reference__in=wanted).values_list("reference", flat=True))
    found |= set(Deposit.objects.filter(reference__in=wanted).values_list("reference", flat=True))
    return found | set(RefundNote.objects.filter(reference__in=wanted).values_list("reference", flat=True))


def _difference(booked: _Booked | None, line: BankLine | None) -> Difference | None:
    if booked and line:
        if booked.amount == line.amount:
            return None
        return Difference(booked.reference, booked.day, booked.label, booked.amount, line.amount)
    if booked:
        return Difference(booked.reference, booked.day, booked.label, booked.amount, None)
    if line:
        return Difference(line.reference, line.booked_on, line.description, None, line.amount)
    return None


def refunds_owed(actor: Actor) -> QuerySet[RefundNote]:
    """What is still to be paid back, the oldest first."""
    notes = RefundNote.objects.visible_to(actor).filter(paid_at=None)
    return notes.select_related("payment__bill", "payment__unit").order_by("id")


def reminder_of(bill: Bill) -> Bill | None:
    """The STRD that followed an expired bill."""
    return Bill.objects.filter(follows=bill).first() if bill.state == Bill.State.EXPIRED else None


def newest_tariffs() -> list[Tariff]:
    """The newest table of each tariff, by name."""
    newest = {row.code: row for row in Tariff.objects.order_by("valid_from")}
    return sorted(newest.values(), key=lambda row: local(row.name))


def tables_of(code: str) -> list[Tariff]:
    """The tables of a tariff, the newest first."""
    return list(Tariff.objects.filter(code=code).order_by("-valid_from"))
