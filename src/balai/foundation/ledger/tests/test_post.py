"""Entries: what is refused to people in words, and what the database refuses to everybody."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.ids import uuid7
from balai.foundation.audit.api import events_of
from balai.foundation.ledger import api
from balai.foundation.ledger.actions.post import digest_of
from balai.foundation.ledger.models import Account, Book, Entry
from balai.foundation.ledger.models import Line as LineRow
from balai.foundation.ledger.sources import JOURNAL
from balai.foundation.ledger.tests.conftest import LEAVES, Village, draft, pair

Line, Source = api.Line, api.Source


def whole() -> None:
    """What the end of the transaction would check."""
    connection.check_constraints()


def at_once(*_written: Any) -> None:
    """What was written (by the arguments), and then the end of the transaction."""
    whole()


def nothing_was_written() -> bool:
    return not Entry.objects.exists() and not LineRow.objects.exists()


def test_an_entry_stands_with_its_lines_its_event_and_who_did_it(village: Village):
    card = api.post(village.treasurer, draft(village.book.id))
    whole()
    assert (card.total, card.lines, card.actor_name) == (
        Decimal("250000.00"), pair("250000.00"), "Kaur Keuangan",
    )  # fmt: skip
    (event,) = events_of(card.id)
    assert (event.name, event.sentence) == ("ledger.posted", "Rp 250.000 dibukukan: Setoran kas")
    assert event.facts["digest"] == digest_of(card.lines)
    assert api.entries(village.treasurer, village.book.id, date(2026, 3, 1), date(2026, 3, 31)) == [card]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([Line("1.1.1", debit=Decimal(5))], "sedikitnya dua baris"),
        ([Line("1.1.1", debit=Decimal(5)), Line("4.1", credit=Decimal(4))], "tidak sama"),
        ([Line("1.1.1", debit=Decimal(5), credit=Decimal(5)), Line("4.1")], "debit atau kredit"),
        ([Line("1.1.1", debit=Decimal(-5)), Line("4.1", credit=Decimal(-5))], "lebih dari nol"),
        ([Line("1.1.1", debit=Decimal("1.005")), Line("4.1", credit=Decimal("1.005"))], "sampai sen"),
        ([Line("1.1.1", debit=Decimal(5)), Line("9.9", credit=Decimal(5))], "9.9"),
        ([Line("1.1", debit=Decimal(5)), Line("4.1", credit=Decimal(5))], "1.1"),
    ],
)
def test_what_is_no_entry_is_refused_in_words(village: Village, lines: list[Line], sentence: str):
    with pytest.raises(Invalid, match=sentence):
        api.post(village.treasurer, draft(village.book.id, *lines))
    assert nothing_was_written()


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_year_is_refused(village: Village, day: date):
    with pytest.raises(Invalid, match="di luar tahun buku 2026"):
        api.post(village.treasurer, draft(village.book.id, on=day))
    assert nothing_was_written()


def test_the_same_source_posts_once_and_with_other_contents_not_at_all(village: Village):
    source = Source(JOURNAL, uuid7())
    first = api.post(village.treasurer, draft(village.book.id, source=source))
    assert api.post(village.treasurer, draft(village.book.id, source=source)) == first
    assert (Entry.objects.count(), len(events_of(first.id))) == (1, 1)
    with pytest.raises(Conflict, match="isi yang lain"):
        api.post(village.treasurer, draft(village.book.id, *pair("1.00"), source=source))
    assert api.balance(village.treasurer, village.book.id, "1.1.1") == Decimal("250000.00")


def test_an_unknown_kind_of_source_fails_loudly(village: Village):
    with pytest.raises(LookupError, match=r"source toko\.bon is not declared"):
        api.post(SYSTEM, draft(village.book.id, source=Source("toko.bon", uuid7())))


def test_only_the_treasurer_of_the_unit_keeps_a_journal(village: Village):
    for actor in (village.reader, village.auditor, village.outsider):
        with pytest.raises(NotAllowed):
            api.post(actor, draft(village.book.id))
    assert nothing_was_written()


def test_books_are_read_by_those_whose_role_reaches_the_unit(village: Village):
    api.post(village.treasurer, draft(village.book.id))
    for actor in (village.treasurer, village.reader, village.auditor):
        assert [book.id for book in api.books(actor)] == [village.book.id]
        assert api.balance(actor, village.book.id, "4.1") == Decimal("250000.00")
    assert api.books(village.outsider) == []
    for read in (api.get_book, api.trial_balance):
        with pytest.raises(NotVisible):
            read(village.outsider, village.book.id)
    assert api.entries(village.outsider, village.book.id, date(2026, 1, 1), date(2026, 12, 31)) == []


# ---- what the database holds, whoever writes ----


def raw_entry(village: Village, total: str, lines: list[tuple[str, str, str]], **facts: Any) -> Entry:
    """Rows as any programme could write them, past every check in Python."""
    entry = Entry.objects.create(
        book_id=village.book.id, date=facts.get("on", date(2026, 3, 2)), description="x", total=Decimal(total),
        line_count=facts.get("count", len(lines)), source_type="x", source_id=uuid7(), purpose="x", actor_name="x",
    )  # fmt: skip
    for place, line in enumerate(lines):
        raw_line(entry, place, *line)
    return entry


def raw_line(entry: Entry, place: int, code: str, debit: str, credit: str, **facts: Any) -> LineRow:
    account = Account.objects.get(chart_id=facts.pop("chart", "contoh"), code=code)
    return LineRow.objects.create(
        entry=entry, place=place, book_id=entry.book_id, account=account,
        debit=Decimal(debit), credit=Decimal(credit), **{"date": entry.date, **facts},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("total", "lines", "count"),
    [
        ("5", [("1.1.1", "5", "0"), ("4.1", "0", "4")], 2),
        ("5", [("1.1.1", "5", "0")], 2),
        ("5", [], 2),
        ("5", [("1.1.1", "5", "0"), ("4.1", "0", "5")], 3),
        ("6", [("1.1.1", "5", "0"), ("4.1", "0", "5")], 2),
    ],
)
def test_the_database_keeps_no_entry_that_is_not_whole(
    village: Village, total: str, lines: list[tuple[str, str, str]], count: int
):
    with pytest.raises(IntegrityError, match="balanced and whole"), transaction.atomic():
        at_once(raw_entry(village, total, lines, count=count))
    assert nothing_was_written()


def test_no_balanced_pair_is_slipped_into_a_committed_entry(village: Village):
    card = api.post(village.treasurer, draft(village.book.id))
    whole()
    entry = Entry.objects.get(pk=card.id)
    with pytest.raises(IntegrityError, match="balanced and whole"), transaction.atomic():
        at_once(raw_line(entry, 2, "1.1.2", "7", "0"), raw_line(entry, 3, "4.1", "0", "7"))
    assert LineRow.objects.count() == 2


@pytest.mark.parametrize(("debit", "credit"), [("0", "0"), ("-5", "0"), ("5", "5")])
def test_a_line_has_one_side(village: Village, debit: str, credit: str):
    with pytest.raises(IntegrityError, match="ledger_line_one_side"), transaction.atomic():
        raw_entry(village, "5", [("1.1.1", debit, credit)], count=2)


def test_a_line_belongs_to_the_book_and_day_of_its_entry(village: Village):
    def on_two_days() -> None:
        entry = raw_entry(village, "5", [("1.1.1", "5", "0")], count=2)
        at_once(raw_line(entry, 1, "4.1", "0", "5", date=date(2026, 3, 3)))

    with pytest.raises(IntegrityError, match="ledger_line_of_its_entry"), transaction.atomic():
        on_two_days()


def test_groups_and_accounts_that_have_ended_are_not_posted_to(village: Village):
    with pytest.raises(IntegrityError, match="is not posted to"), transaction.atomic():
        raw_entry(village, "5", [("1.1", "5", "0")], count=2)
    Account.objects.filter(code="1.10").update(ends_on=date(2026, 3, 1))
    with pytest.raises(IntegrityError, match="is not posted to"), transaction.atomic():
        raw_entry(village, "5", [("1.10", "5", "0")], count=2)


def test_the_day_lies_in_the_year_of_the_book(village: Village):
    with pytest.raises(IntegrityError, match="lies outside the book of 2026"), transaction.atomic():
        raw_entry(village, "5", [], count=2, on=date(2027, 1, 1))


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_line", "ledger_book", "ledger_account"])
def test_rows_are_not_deleted(village: Village, table: str):
    api.post(village.treasurer, draft(village.book.id))
    whole()
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize(
    "change",
    [
        "ledger_entry SET total = total + 1",
        "ledger_line SET debit = debit * 2",
        "ledger_book SET year = 2025",
        "ledger_account SET side = 'credit' WHERE code = '1.1.1'",
    ],
)
def test_rows_are_not_rewritten(village: Village, change: str):
    api.post(village.treasurer, draft(village.book.id))
    whole()
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {change}")


# ---- whatever is posted, both sides stay equal ----

AMOUNT = st.decimals(min_value="0.01", max_value="99999999999999.99", places=2)
LEAF = st.sampled_from(LEAVES)


@st.composite
def balanced(draw: Any) -> list[Line]:
    """Some debits, and credits that share their sum."""
    debits = draw(st.lists(st.tuples(LEAF, AMOUNT), min_size=1, max_size=4))
    lines = [Line(code, debit=amount) for code, amount in debits]
    rest, parts = sum(amount for _code, amount in debits), draw(st.integers(1, 3))
    for _part in range(parts - 1):
        share = (rest / 2).quantize(Decimal("0.01"))
        if 0 < share < rest:
            lines.append(Line(draw(LEAF), credit=share))
            rest -= share
    lines.append(Line(draw(LEAF), credit=rest))
    return draw(st.permutations(lines))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(balanced(), min_size=1, max_size=6), st.data())
def test_the_trial_balance_is_always_nought(village: Village, entries: list[list[Line]], data: Any):
    cards = [api.post(SYSTEM, draft(village.book.id, *lines)) for lines in entries]
    for card in cards:
        if data.draw(st.booleans()):
            api.reverse(SYSTEM, card.id, "Salah bukukan", card.date)
    whole()
    rows = api.trial_balance(SYSTEM, village.book.id)
    assert sum(row.debit for row in rows) == sum(row.credit for row in rows)
    assert Book.objects.count() == 1
