"""Postings of payments into the ledger: which account stands against which, on which day, in which book."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Invalid
from balai.foundation.ledger import api as ledger
from balai.foundation.ledger.api import BookCard, EntryDraft, Line, Source
from balai.foundation.regions.api import today, zone
from balai.services.payments.models import Bill, BillLine, Collector, Deposit, Payment, RefundNote

KIND = "penerimaan"
BILL = ledger.declare_source("payments.bill")
PAYMENT = ledger.declare_source("payments.payment")
REFUND = ledger.declare_source("payments.refund")
DEPOSIT = ledger.declare_source("payments.deposit")
RAISED = "penetapan"


def day_of(moment: datetime) -> date:
    """The date of a moment in the zone of the regency."""
    return timezone.localdate(moment, zone())


def collector_of(unit_id: UUID) -> Collector:
    """Where the unit keeps what it collects. Raises Invalid for a unit that collects nothing."""
    collector = Collector.objects.filter(unit_id=unit_id).first()
    if collector is None:
        raise Invalid("Unit ini belum ditetapkan sebagai pemungut penerimaan.")
    return collector


def fallback() -> Collector:
    """Who keeps what nobody can place. Raises Invalid while no pack has named one."""
    collector = Collector.objects.filter(is_fallback=True).first()
    if collector is None:
        raise Invalid("Belum ada unit penampung penerimaan yang tidak dikenal.")
    return collector


def book_of(collector: Collector, year: int) -> BookCard:
    """The collector's book of the year, opened on first need."""
    return ledger.open_book(SYSTEM, collector.unit_id, KIND, year, collector.chart)


def open_day(collector: Collector, day: date) -> date:
    """The day itself, or today when its period is closed already: money that came is booked in any case."""
    closed = book_of(collector, day.year).closed_through
    return today() if closed and day <= closed else day


@dataclass(frozen=True)
class _What:
    """What an entry is about: its sentence, the number of its paper, its day, its source."""

    description: str
    reference: str
    day: date
    source: Source


def _post(actor: Actor, collector: Collector, what: _What, lines: list[Line]) -> None:
    book = book_of(collector, what.day.year)
    draft = EntryDraft(book.id, what.day, what.description[:240], lines, what.source, what.reference[:80])
    ledger.post(actor, draft)


def book_bill(actor: Actor, bill: Bill, lines: list[BillLine]) -> None:
    """The payer owes what is new in the bill, and the unit has earned it."""
    entry = [
        Line(line.account, credit=line.amount) for line in lines if line.account != bill.tariff.receivable
    ]
    owed = sum((line.credit for line in entry), start=bill.total * 0)
    if entry:
        entry.insert(0, Line(bill.tariff.receivable, debit=owed))
        what = _What(f"Penetapan {bill.title}", bill.number, bill.raised_on, Source(BILL, bill.pk, RAISED))
        _post(actor, collector_of(bill.unit_id), what, entry)


def unbook_bill(actor: Actor, bill: Bill, reason: str) -> None:
    """Nothing was paid and nothing is owed any more: the counter-entry of what the bill had posted."""
    day = open_day(collector_of(bill.unit_id), today())
    for entry in ledger.entries_from(BILL, [bill.pk]):
        if entry.source.purpose == RAISED:
            ledger.reverse(actor, entry.id, reason, max(day, entry.date))


def book_payment(actor: Actor, payment: Payment, collector: Collector, *, in_cash: bool) -> None:
    """Money in; less is owed by the payer, and what was too much is owed to them."""
    lines = [Line(collector.cash if in_cash else collector.bank, debit=payment.amount)]
    bill = payment.bill
    if bill is not None and payment.applied:
        lines.append(Line(bill.tariff.receivable, credit=payment.applied))
    if payment.surplus:
        lines.append(Line(collector.surplus, credit=payment.surplus))
    title = bill.title if bill else "penerimaan yang belum dikenal"
    source = Source(PAYMENT, payment.pk)
    _post(actor, collector, _What(f"Pembayaran {title}", payment.reference, payment.booked_on, source), lines)


def book_refund(actor: Actor, note: RefundNote, collector: Collector) -> None:
    """What was owed back has gone out of the account."""
    lines = [Line(collector.surplus, debit=note.amount), Line(collector.bank, credit=note.amount)]
    source = Source(REFUND, note.pk)
    _post(actor, collector, _What(f"Pengembalian {note.number}", note.reference, today(), source), lines)


def book_deposit(actor: Actor, deposit: Deposit, collector: Collector) -> None:
    """Cash went from the treasurer to the account."""
    lines = [Line(collector.bank, debit=deposit.amount), Line(collector.cash, credit=deposit.amount)]
    source = Source(DEPOSIT, deposit.pk)
    what = _What(f"Setoran {deposit.number}", deposit.reference, deposit.deposited_on, source)
    _post(actor, collector, what, lines)
