"""Two at the same moment: reversals of one entry, postings of one source, a posting while its period is closed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from balai.core.errors import BalaiError
from balai.core.ids import uuid7
from balai.foundation.ledger import api
from balai.foundation.ledger.actions import reverse as reverse_module
from balai.foundation.ledger.models import Entry
from balai.foundation.ledger.sources import JOURNAL
from balai.foundation.ledger.tests.conftest import Village, draft


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each work gave, or the refusal, when all run at once."""
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            results[place] = work()
        except BalaiError as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@contextmanager
def without_uniqueness() -> Iterator[None]:
    """The tables as a naive design has them."""
    drop = (
        "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_source_once",
        "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_reverses_id_key",
    )
    again = (
        "ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_source_once "
        "UNIQUE (source_type, source_id, purpose)",
        "ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_reverses_id_key UNIQUE (reverses_id)",
    )
    _run(drop)
    try:
        yield
    finally:
        _run(("TRUNCATE ledger_line, ledger_entry CASCADE", *again))


def _run(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _reverse_together(village: Village, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], int]:
    """Both have seen that the entry is not reversed yet before either writes."""
    card = api.post(village.treasurer, draft(village.book.id))
    both_have_looked = threading.Barrier(2, timeout=10)
    write = reverse_module.write

    def write_after_both_looked(*args: Any, **facts: Any) -> Entry:
        both_have_looked.wait()
        return write(*args, **facts)

    monkeypatch.setattr(reverse_module, "write", write_after_both_looked)

    def work() -> Any:
        return api.reverse(village.treasurer, card.id, "Salah akun", card.date)

    return together(work, work), Entry.objects.filter(reverses_id=card.id).count()


def test_without_the_constraint_an_entry_is_reversed_twice(
    committed_village: Village, monkeypatch: pytest.MonkeyPatch
):
    with without_uniqueness():
        results, counters = _reverse_together(committed_village, monkeypatch)
    assert counters == 2
    assert not any(isinstance(result, BalaiError) for result in results)


def test_with_it_the_second_reversal_is_refused(committed_village: Village, monkeypatch: pytest.MonkeyPatch):
    results, counters = _reverse_together(committed_village, monkeypatch)
    assert counters == 1
    (refusal,) = [result for result in results if isinstance(result, BalaiError)]
    assert str(refusal) == "Pembukuan ini baru saja dibalik."
    assert api.balance(committed_village.treasurer, committed_village.book.id, "1.1.1") == 0


def test_one_source_posted_by_many_at_once_stands_once(committed_village: Village):
    wanted = draft(committed_village.book.id, source=api.Source(JOURNAL, uuid7()))
    results = together(*[lambda: api.post(committed_village.treasurer, wanted)] * 8)
    assert len({result.id for result in results}) == 1
    assert Entry.objects.count() == 1


def test_closing_waits_for_a_posting_that_is_under_way(committed_village: Village):
    village, posted, may_commit = committed_village, threading.Event(), threading.Event()
    order: list[str] = []

    def post_slowly() -> None:
        with transaction.atomic():
            api.post(village.treasurer, draft(village.book.id))
            posted.set()
            may_commit.wait(1)
            order.append("posted")

    def close() -> None:
        posted.wait(10)
        api.close_period(village.treasurer, village.book.id, date(2026, 3, 31))
        order.append("closed")

    assert together(post_slowly, close) == [None, None]
    assert order == ["posted", "closed"]
    assert Entry.objects.count() == 1
