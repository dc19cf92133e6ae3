"""Letters go through while web server, worker and database are killed; ``python -m tests.faults`` is the long run."""

import os

from balai.runtime.serve import require_free
from bench.house import ROOT
from bench.mall import Day
from tests.faults.hall import all_struck_at_rest, day_struck
from tests.faults.house import HOST, strike_through
from tests.faults.ledger import SENT, STALLED
from tests.faults.striker import MARKS

HOME = ROOT / "var" / f"faults{os.environ.get('PYTEST_XDIST_WORKER', '')}"
LETTERS, KILLS = 9, 6
QUICK = (
    5.0  # seconds: a letter in the hands of a dead worker is taken up only after its lease of five minutes
)


def test_every_letter_ends_once_whatever_is_killed() -> None:
    run, striker, counts = strike_through(HOME, LETTERS, KILLS, QUICK)
    assert striker.killed == {"web": 2, "worker": 2, "database": 2}
    assert [count for count in counts if not count.holds and count.what not in {SENT, STALLED}] == []
    assert run.signed == LETTERS
    require_free(HOST, run.port)  # nothing of it listens any more


DAY = Day(visitors=24, counters=4, displays=1, phones=6, seconds=12, rounds=0)


def test_a_day_of_the_mall_loses_nobody_whatever_is_killed() -> None:
    lived, striker, found = day_struck(HOME, DAY, len(MARKS))
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


def test_after_everything_was_killed_every_visitor_is_where_they_were() -> None:
    before, after, pages = all_struck_at_rest(HOME)
    assert sorted(before.values()) == [
        ["B 001 called"],
        ["B 002 waiting", "C 001 waiting"],
        ["D 001 waiting"],
    ]
    assert after == before
    assert [label in page for label, page in zip(("B 001", "C 001", "D 001"), pages, strict=True)] == [
        True
    ] * 3
