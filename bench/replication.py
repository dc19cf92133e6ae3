"""(h) Histories of cooperation: lists, search and map of many visits and agreements."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.house import apart, floor
from bench.load import press, same, taking_turns
from bench.table import Line
from bench.visitors import PAGES

CLIENTS = 8
NAMES = {
    "coordinator": "history with map, register, both searched",
    "visitor": "public catalogue and register, searched, and partners",
}


@dataclass(frozen=True)
class Past:
    """How many there are."""

    visits: int
    agreements: int


def measure(port: int, home: Path, database_url: str, past: Past, seconds: float) -> Iterator[Line]:
    """Pages of the coordinator and of everybody at eight clients on a running demo; the floor is the bare page."""
    ready = apart(
        "bench.visitors", past.visits, past.agreements, database_url=database_url, home=home, BALAI_DEMO="1"
    )
    with floor(port + 2, database_url):
        press(port + 2, same("/"), 1, CLIENTS)
        bare = press(port + 2, same("/"), seconds, CLIENTS)
    for who, name in NAMES.items():
        turns = taking_turns(PAGES[who], ready["sessions"][who])
        press(port, turns, 1, CLIENTS)
        figure = press(port, turns, seconds, CLIENTS)
        costs = ready["costs"][who]
        yield Line(
            f"{past.visits:,} visits, {past.agreements:,} agreements: {name}",
            f"p95 {figure.p95 * 1000:.0f} ms, {figure.rate:.0f}/s, {max(one['queries'] for one in costs)} queries",
            f"p95 {bare.p95 * 1000:.0f} ms, {bare.rate:.0f}/s, 1 query",
        )
        yield from (
            Line(
                f"processor time of {one['page']}",
                f"{one['web']:.1f} ms web, {one['backend']:.1f} ms database",
            )
            for one in costs
        )
