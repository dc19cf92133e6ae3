"""(d) The inbox among many cases: a restricted officer, beside an agency-wide and an all-seeing one."""

from collections.abc import Callable, Iterator
from itertools import cycle
from threading import Lock

from bench.crowd import PAGES
from bench.house import HOME, apart, demo, floor
from bench.load import press, request_for, same
from bench.table import Line

CLIENTS = 16
MOST_MILLISECONDS, MOST_QUERIES = 300, 12
NAMES = {"restricted": "a village operator", "agency": "a head of agency", "all": "the inspectorate"}


def measure(port: int, cases: int, seconds: float) -> Iterator[Line]:
    """Pages of each officer at 16 clients; the floor is the bare page at as many."""
    home = HOME.with_name(f"bench-{cases}")
    with demo(port, home) as database_url:
        crowd = apart("bench.crowd", cases, database_url=database_url, home=home, BALAI_DEMO="1")
        with floor(port + 1, database_url):
            press(port + 1, same("/"), 1, CLIENTS)
            bare = press(port + 1, same("/"), seconds, CLIENTS)
        for kind, name in NAMES.items():
            turns = _in_turn(PAGES[kind], crowd["sessions"][kind])
            press(port, turns, 1, CLIENTS)
            figure = press(port, turns, seconds, CLIENTS)
            queries, late = crowd["queries"][kind], figure.p95 * 1000
            met = late < MOST_MILLISECONDS and queries <= MOST_QUERIES
            yield Line(
                f"inbox of {name}, {cases:,} cases",
                f"p95 {late:.0f} ms, median {figure.median * 1000:.0f} ms, {figure.rate:.0f}/s, {queries} queries",
                f"p95 {bare.p95 * 1000:.0f} ms, {bare.rate:.0f}/s, 1 query",
                said=f"{'met' if met else 'MISSED'} (p95 under {MOST_MILLISECONDS} ms, {MOST_QUERIES} queries)",
            )


def _in_turn(pages: tuple[str, ...], session: str) -> Callable[[], bytes]:
    """One page after the other, as a mixed crowd of equal officers asks."""
    turns, lock = cycle([request_for(page, {"Cookie": f"balai_session={session}"}) for page in pages]), Lock()

    def following() -> bytes:
        with lock:
            return next(turns)

    return following
