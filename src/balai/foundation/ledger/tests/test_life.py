"""Reversal, closing, the turn of the year, and what is read from a book."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.ledger import api
from balai.foundation.ledger.models import Book, Entry
from balai.foundation.ledger.tests.conftest import Village, draft, pair
from balai.foundation.ledger.tests.test_post import raw_entry

Line = api.Line
MARCH = date(2026, 3, 31)


def test_a_counter_entry_takes_an_entry_back_and_both_stand(village: Village):
    card = api.post(village.treasurer, draft(village.book.id))
    counter = api.reverse(village.treasurer, card.id, "Salah akun", date(2026, 3, 5))
    assert counter.lines == tuple(line.turned() for line in card.lines)
    assert (counter.reverses_id, counter.description) == (card.id, "Balik: Setoran kas")
    assert api.balance(village.treasurer, village.book.id, "1.1.1") == 0
    assert Entry.objects.count() == 2
    assert events_of(card.id)[-1].sentence == "Pembukuan “Setoran kas” sebesar Rp 250.000 dibalik: Salah akun"


def test_an_entry_is_reversed_once_with_a_reason_and_not_before_its_day(village: Village):
    card = api.post(village.treasurer, draft(village.book.id))
    for reason, day, sentence in (
        ("  ", card.date, "Tulis alasan"),
        ("Salah", date(2026, 3, 1), "lebih awal"),
    ):
        with pytest.raises(Invalid, match=sentence):
            api.reverse(village.treasurer, card.id, reason, day)
    counter = api.reverse(village.treasurer, card.id, "Salah akun", card.date)
    with pytest.raises(Conflict, match="sudah dibalik oleh Kaur Keuangan pada"):
        api.reverse(village.treasurer, card.id, "Sekali lagi", card.date)
    with pytest.raises(Invalid, match="tidak dibalik lagi"):
        api.reverse(village.treasurer, counter.id, "Batal batal", card.date)
    assert Entry.objects.count() == 2


def test_others_reverse_nothing(village: Village):
    card = api.post(village.treasurer, draft(village.book.id))
    with pytest.raises(NotAllowed):
        api.reverse(village.reader, card.id, "Iseng saja", card.date)
    assert Entry.objects.count() == 1


def test_nothing_is_posted_into_a_closed_period(village: Village):
    api.close_period(village.treasurer, village.book.id, MARCH)
    with pytest.raises(Invalid, match="sudah ditutup"):
        api.post(village.treasurer, draft(village.book.id, on=MARCH))
    with pytest.raises(IntegrityError, match="closed through 2026-03-31"), transaction.atomic():
        raw_entry(village, "5", [], count=2, on=MARCH)
    assert Entry.objects.count() == 0
    assert api.post(village.treasurer, draft(village.book.id, on=date(2026, 4, 1))).date == date(2026, 4, 1)


def test_a_job_that_runs_again_after_the_closing_gets_the_entry_that_stands(village: Village):
    first = api.post(village.treasurer, same := draft(village.book.id, on=MARCH))
    api.close_period(village.treasurer, village.book.id, MARCH)
    assert api.post(village.treasurer, same).id == first.id
    assert Entry.objects.count() == 1


def test_what_is_closed_stays_closed(village: Village):
    api.close_period(village.treasurer, village.book.id, MARCH)
    with pytest.raises(Conflict):
        api.close_period(village.treasurer, village.book.id, date(2026, 2, 28))
    for day in (None, date(2026, 2, 28)):
        with pytest.raises(IntegrityError, match="never deleted or rewritten"), transaction.atomic():
            Book.objects.update(closed_through=day)
    assert Book.objects.get().closed_through == MARCH


@pytest.mark.parametrize("day", [date(2026, 3, 30), date(2025, 12, 31)])
def test_a_book_closes_at_the_end_of_a_month_of_its_year(village: Village, day: date):
    with pytest.raises(Invalid):
        api.close_period(village.treasurer, village.book.id, day)
    assert Book.objects.get().closed_through is None


def test_closing_is_the_treasurers(village: Village):
    with pytest.raises(NotAllowed):
        api.close_period(village.reader, village.book.id, MARCH)
    with pytest.raises(NotVisible):
        api.close_period(village.outsider, village.book.id, MARCH)
    assert Book.objects.get().closed_through is None


def test_the_year_goes_over_with_its_balances_and_its_result(village: Village):
    book = village.book.id
    for lines in (
        pair("1000.00"),
        pair("300.00", "5.1", "1.1.1"),
        pair("200.00", "1.1.2", "2.1"),
    ):
        api.post(village.treasurer, draft(book, *lines))
    with pytest.raises(Invalid, match="Tutup dahulu buku tahun 2026"):
        api.carry_forward(village.treasurer, book, "3.1")
    api.close_period(village.treasurer, book, date(2026, 12, 31))
    opening = api.carry_forward(village.treasurer, book, "3.1")
    assert opening is not None
    assert {line.account: line.debit - line.credit for line in opening.lines} == {
        "1.1.1": Decimal(700), "1.1.2": Decimal(200), "2.1": Decimal(-200), "3.1": Decimal(-700),
    }  # fmt: skip
    assert api.carry_forward(village.treasurer, book, "3.1") == opening
    assert [(card.year, card.closed_through) for card in api.books(village.treasurer)] == [
        (2027, None), (2026, date(2026, 12, 31)),
    ]  # fmt: skip


def test_a_book_is_opened_once_with_one_chart(village: Village):
    again = api.open_book(village.treasurer, village.unit.pk, "apbdes", 2026, "contoh")
    assert again == village.book
    with pytest.raises(Invalid, match="belum dipasang"):
        api.open_book(village.treasurer, village.unit.pk, "apbdes", 2027, "lain")
    with pytest.raises(NotAllowed):
        api.open_book(village.reader, village.unit.pk, "apbdes", 2027, "contoh")
    assert Book.objects.count() == 1


def test_a_group_is_the_sum_of_what_is_under_it_and_of_nothing_beside_it(
    village: Village, django_assert_num_queries: Any
):
    book = village.book.id
    api.post(village.treasurer, draft(book, *pair("100.00", "1.1.1"), on=date(2026, 1, 5)))
    api.post(village.treasurer, draft(book, *pair("20.00", "1.1.2"), on=date(2026, 2, 5)))
    api.post(village.treasurer, draft(book, *pair("3.00", "1.10"), on=date(2026, 2, 6)))
    read = village.auditor
    with django_assert_num_queries(2):
        assert api.balance(read, book, "1.1") == Decimal(120)
    assert api.balance(read, book, "1") == Decimal(123)
    assert api.balance(read, book, "1", api.Narrowing(on=date(2026, 1, 31))) == Decimal(100)
    assert api.balance(read, book, "4.1") == Decimal(123)
    assert api.balance(read, book, "5.1") == 0
    with pytest.raises(NotVisible):
        api.balance(read, book, "9")


def test_balances_follow_activity_and_source_of_funds(village: Village):
    paid = (
        Line("5.1", debit=Decimal(70), activity="02.03.10", fund="DDS"),
        Line("5.1", debit=Decimal(30), activity="02.03.10", fund="ADD"),
        Line("1.1.1", credit=Decimal(100)),
    )
    api.post(village.treasurer, draft(village.book.id, *paid))
    read = (village.treasurer, village.book.id, "5.1")
    assert api.balance(*read, api.Narrowing(activity="02.03.10", fund="DDS")) == Decimal(70)
    assert api.balance(*read, api.Narrowing(activity="02.03.10")) == Decimal(100)
    assert api.balance(*read, api.Narrowing(activity="02.03.11")) == 0


def test_the_page_of_an_account_runs_on_from_what_stood_before(
    village: Village, django_assert_num_queries: Any
):
    book = village.book.id
    for amount, account, day in ((100, "1.1.1", 2), (20, "1.1.2", 9), (5, "1.1.1", 9)):
        api.post(village.treasurer, draft(book, *pair(str(amount), account), on=date(2026, 2, day)))
    api.post(village.treasurer, draft(book, *pair("60", "5.1", "1.1.1"), on=date(2026, 3, 1)))
    with django_assert_num_queries(4):
        page = api.account_page(village.treasurer, book, "1.1", date(2026, 2, 9), date(2026, 3, 31))
    assert [(row.date.day, row.account, row.debit, row.credit, row.balance) for row in page] == [
        (9, "1.1.2", Decimal(20), Decimal(0), Decimal(120)),
        (9, "1.1.1", Decimal(5), Decimal(0), Decimal(125)),
        (1, "1.1.1", Decimal(0), Decimal(60), Decimal(65)),
    ]
