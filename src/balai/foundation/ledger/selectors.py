"""Reads of books: balances, the page of an account, entries. Every figure is a sum of lines, kept nowhere twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import DecimalField, F, Q, QuerySet, Subquery, Sum, Value, Window
from django.db.models.functions import Coalesce

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.ledger.cards import Balance, EntryCard, Movement, entry_card
from balai.foundation.ledger.models import Account, Book, Entry, Line
from balai.foundation.ledger.models.entry import NOTHING

MONEY: DecimalField = DecimalField(max_digits=20, decimal_places=2)  # type: ignore[type-arg]
NONE = Value(NOTHING, MONEY)


@dataclass(frozen=True)
class Narrowing:
    """Which lines count: up to a day (included), of an activity, of a source of funds; empty means all."""

    on: date | None = None
    activity: str = ""
    fund: str = ""

    def q(self) -> Q:
        """The condition on lines."""
        found = Q()
        if self.on:
            found &= Q(date__lte=self.on)
        if self.activity:
            found &= Q(activity=self.activity)
        if self.fund:
            found &= Q(fund=self.fund)
        return found


ALL = Narrowing()


def books(actor: Actor) -> QuerySet[Book]:
    """The books that the actor may read."""
    return Book.objects.visible_to(actor).select_related("unit")


def below(code: str, path: str = "code") -> Q:
    """An account and everything under it."""
    return Q(**{path: code}) | Q(**{f"{path}__startswith": f"{code}."})


def balance_of(book: Book, code: str, narrowing: Narrowing = ALL) -> Balance:
    """The balance of an account, or of a group with all that is under it, in one query. Raises NotVisible."""
    lines = Line.objects.filter(narrowing.q(), below(code, "account__code"), book_id=book.pk)
    sums = lines.order_by().values("book_id")
    account = (
        Account.objects.filter(chart_id=book.chart_id, code=code)
        .annotate(
            debit=Coalesce(Subquery(sums.values(total=Sum("debit"))), NONE),
            credit=Coalesce(Subquery(sums.values(total=Sum("credit"))), NONE),
        )
        .first()
    )
    if account is None:
        raise NotVisible(code)
    return Balance(account.code, account.name, account.kind, account.side, account.debit, account.credit)


def balances(book: Book, narrowing: Narrowing = ALL) -> list[Balance]:
    """The trial balance: every account that was posted to, in order of code."""
    rows = (
        Line.objects.filter(narrowing.q(), book_id=book.pk)
        .order_by("account__code")
        .values_list("account__code", "account__name", "account__kind", "account__side")
        .annotate(debits=Sum("debit"), credits=Sum("credit"))
    )
    return [Balance(*row) for row in rows]


def movements(book: Book, code: str, first: date, last: date) -> list[Movement]:
    """The page of an account for a period, with the running balance on its own side, from what stood before."""
    side = Account.objects.values_list("side", flat=True).get(chart_id=book.chart_id, code=code)
    sign = 1 if side == Account.Side.DEBIT else -1
    before = balance_of(book, code, Narrowing(on=first - timedelta(days=1))).amount
    rows = (
        Line.objects.filter(below(code, "account__code"), book_id=book.pk, date__range=(first, last))
        .select_related("entry", "account")
        .annotate(running=Window(Sum(F("debit") - F("credit")), order_by=["date", "entry_id", "place"]))
        .order_by("date", "entry_id", "place")
    )
    return [_movement(line, before + sign * line.running) for line in rows]


def _movement(line: Line, balance: Decimal) -> Movement:
    entry = line.entry
    return Movement(
        entry.pk,
        line.date,
        entry.description,
        entry.reference,
        line.account.code,
        line.debit,
        line.credit,
        balance,
    )


def entries_of(actor: Actor, book_id: UUID, first: date, last: date) -> list[EntryCard]:
    """The journal of a period in order of days."""
    rows = Entry.objects.visible_to(actor).filter(book_id=book_id, date__range=(first, last))
    return _cards(rows.order_by("date", "id"))


def entries_from(kind: str, ids: Iterable[UUID]) -> list[EntryCard]:
    """The entries of some sources of one kind, for the module that owns them; in order of posting."""
    return _cards(Entry.objects.filter(source_type=kind, source_id__in=list(ids)).order_by("id"))


def _cards(rows: QuerySet[Entry]) -> list[EntryCard]:
    return [entry_card(entry) for entry in rows.prefetch_related("lines__account")]
