"""What other modules give to the ledger and get from it: frozen dataclasses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from balai.foundation.ledger.models import Book, Entry
from balai.foundation.ledger.models.entry import NOTHING


@dataclass(frozen=True)
class Line:
    """One side of an entry: an account by its code, and an amount in rupiah as debit or as credit.

    ``activity`` and ``fund`` are codes of dimensions, where the book has them.
    """

    account: str
    debit: Decimal = NOTHING
    credit: Decimal = NOTHING
    activity: str = ""
    fund: str = ""

    def turned(self) -> "Line":
        """The same on the other side."""
        return Line(self.account, self.credit, self.debit, self.activity, self.fund)


@dataclass(frozen=True)
class Source:
    """What caused an entry: a declared kind, the row, and which of its entries this is."""

    kind: str
    id: UUID
    purpose: str = "utama"


@dataclass(frozen=True)
class EntryDraft:
    """An entry about to be posted. ``date`` is the day of the matter, in the zone of the regency."""

    book_id: UUID
    date: date
    description: str
    lines: Sequence[Line]
    source: Source
    reference: str = ""


@dataclass(frozen=True)
class BookCard:
    """A book; up to ``closed_through`` nothing is posted any more."""

    id: UUID
    unit_id: UUID
    kind: str
    year: int
    chart: str
    closed_through: date | None


@dataclass(frozen=True)
class EntryCard:
    """A posted entry."""

    id: UUID
    book_id: UUID
    date: date
    description: str
    reference: str
    total: Decimal
    lines: tuple[Line, ...]
    source: Source
    reverses_id: UUID | None
    actor_name: str
    posted_at: datetime


@dataclass(frozen=True)
class Balance:
    """Where an account stands: the sums of both sides, and the balance on the side that is its own."""

    account: str
    name: Mapping[str, str]
    kind: str
    side: str
    debit: Decimal
    credit: Decimal

    @property
    def amount(self) -> Decimal:
        """Positive on the account's own side."""
        return self.debit - self.credit if self.side == "debit" else self.credit - self.debit


@dataclass(frozen=True)
class Movement:
    """A line of an account's page: what moved, and the balance after it on the account's own side."""

    entry_id: UUID
    date: date
    description: str
    reference: str
    account: str
    debit: Decimal
    credit: Decimal
    balance: Decimal


def book_card(book: Book) -> BookCard:
    """The card of a book."""
    return BookCard(book.id, book.unit_id, book.kind, book.year, book.chart_id, book.closed_through)


def entry_card(entry: Entry) -> EntryCard:
    """The card of an entry with its lines in their order; reads them unless they were prefetched."""
    lines = entry.lines.all() if _has_lines(entry) else entry.lines.select_related("account")
    return EntryCard(
        id=entry.id,
        book_id=entry.book_id,
        date=entry.date,
        description=entry.description,
        reference=entry.reference,
        total=entry.total,
        lines=tuple(
            Line(line.account.code, line.debit, line.credit, line.activity, line.fund) for line in lines
        ),
        source=Source(entry.source_type, entry.source_id, entry.purpose),
        reverses_id=entry.reverses_id,
        actor_name=entry.actor_name,
        posted_at=entry.created_at,
    )


def _has_lines(entry: Entry) -> bool:
    return "lines" in getattr(entry, "_prefetched_objects_cache", {})


def total_of(lines: Iterable[Line]) -> tuple[Decimal, Decimal]:
    """The sums of both sides."""
    lines = list(lines)
    return sum((line.debit for line in lines), NOTHING), sum((line.credit for line in lines), NOTHING)
