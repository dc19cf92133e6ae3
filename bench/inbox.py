"""(d) The inbox among many cases: a restricted officer, beside an agency-wide and an all-seeing one."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.crowd import PAGES
from bench.house import apart, floor
from bench.load import press, same, taking_turns
from bench.table import Line

CLIENTS = 16
MOST_MILLISECONDS, MOST_QUERIES = 300, 12
NAMES = {"restricted": "a village operator", "agency": "a head of agency", "all": "the inspectorate"}


@dataclass(frozen=True)
class Crowd:
    """How many cases a demo on a port has to be filled with, and for how many seconds each page is asked."""

    port: int
    cases: int
    seconds: float
    home: Path


def measure(crowd: Crowd, database_url: str) -> Iterator[Line]:
    """Pages of each officer at 16 clients on a running demo; the floor is the bare page at as many."""
    ready = apart("bench.crowd", crowd.cases, database_url=database_url, home=crowd.home, BALAI_DEMO="1")
    with floor(crowd.port + 2, database_url):
        press(crowd.port + 2, same("/"), 1, CLIENTS)
        bare = press(crowd.port + 2, same("/"), crowd.seconds, CLIENTS)
    for kind, name in NAMES.items():
        turns = taking_turns(PAGES[kind], ready["sessions"][kind])
        press(crowd.port, turns, 1, CLIENTS)
        figure = press(crowd.port, turns, crowd.seconds, CLIENTS)
        queries, late = max(cost["queries"] for cost in ready["costs"][kind]), figure.p95 * 1000
        met = late < MOST_MILLISECONDS and queries <= MOST_QUERIES
        yield Line(
            f"inbox of {name}, {crowd.cases:,} cases",
            f"p95 {late:.0f} ms, median {figure.median * 1000:.0f} ms, {figure.rate:.0f}/s, {queries} queries",
            f"p95 {bare.p95 * 1000:.0f} ms, {bare.rate:.0f}/s, 1 query",
            said=f"{'met' if met else 'MISSED'} (p95 under {MOST_MILLISECONDS} ms, {MOST_QUERIES} queries)",
        )
        yield Line(f"processor time of a page of {name}", _words(ready["costs"][kind]))


def _words(costs: list[dict[str, float]]) -> str:
    """The mean over the pages."""
    web, backend = (statistics.mean(cost[place] for cost in costs) for place in ("web", "backend"))
    return f"{web:.1f} ms web, {backend:.1f} ms database"
