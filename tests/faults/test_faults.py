"""Letters go through while web server, worker and database are killed; ``python -m tests.faults`` is the long run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from balai.runtime.serve import require_free
from bench.house import ROOT
from bench.mall import Day
from tests.faults.hall import Struck, all_struck_at_rest, crowd_struck, day_struck, house
from tests.faults.house import HOST, strike_through
from tests.faults.ledger import SENT, STALLED
from tests.faults.striker import MARKS
from tests.homes import furnish

HOME = ROOT / "var" / f"faults{os.environ.get('PYTEST_XDIST_WORKER', '')}"
LETTERS, KILLS = 9, 6
QUICK = (
    5.0  # seconds: a letter in the hands of a dead worker is taken up only after its lease of five minutes
)


@pytest.fixture(scope="module")
def home() -> Path:
    """The home of the demo that is struck."""
    return furnish(HOME)


def test_every_letter_ends_once_whatever_is_killed(home: Path) -> None:
    run, striker, counts = strike_through(home, LETTERS, KILLS, QUICK)
    assert striker.killed == {"web": 2, "worker": 2, "database": 2}
    assert [count for count in counts if not count.holds and count.what not in {SENT, STALLED}] == []
    assert run.signed == LETTERS
    require_free(HOST, run.port)  # nothing of it listens any more


DAY = Day(visitors=24, counters=4, displays=1, phones=6, seconds=12, rounds=0)


@pytest.fixture(scope="module")
def struck(home: Path) -> Iterator[Struck]:
    """One running demo for all that is done to its halls."""
    with house(home) as running:
        yield running


def test_a_day_of_the_mall_loses_nobody_whatever_is_killed(struck: Struck) -> None:
    lived, striker, found = day_struck(struck, DAY, len(MARKS))
    assert lived.faults == []
    assert striker.killed == dict.fromkeys(MARKS, 1)
    numbers = sum(len(one.labels) for one in lived.given)
    assert {name: found[name] for name in ("visits", "tickets", "numbers", "served", "done")} == {
        "visits": DAY.visitors,
        "tickets": numbers,
        "numbers": numbers,
        "served": numbers,
        "done": numbers,
    }
    assert (found["open"], found["disordered"], found["backwards"]) == (0, 0, 0)


def test_two_hundred_who_press_at_once_get_numbers_that_follow_each_other(struck: Struck) -> None:
    """Over several web processes, of which one is killed meanwhile."""
    given, striker, found = crowd_struck(struck, 200)
    assert striker.killed == {"web": 1}
    labels = sorted(label for one in given for label in one.labels)
    assert labels == [f"A {n:03}" for n in range(1, 201)] + [f"B {n:03}" for n in range(1, 101)]
    assert (found["visits"], found["tickets"], found["numbers"], found["disordered"]) == (200, 300, 300, 0)


def test_after_everything_was_killed_every_visitor_is_where_they_were(struck: Struck) -> None:
    before, after, pages = all_struck_at_rest(struck)
    assert sorted(before.values()) == [
        ["B 001 called"],
        ["B 002 waiting", "C 001 waiting"],
        ["D 001 waiting"],
    ]
    assert after == before
    assert [label in page for label, page in zip(("B 001", "C 001", "D 001"), pages, strict=True)] == [
        True
    ] * 3
