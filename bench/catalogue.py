"""(g) The catalogue of a regency with many services, searched while people type."""

from collections.abc import Iterator
from pathlib import Path

from bench.house import apart, floor
from bench.load import press, same, taking_turns
from bench.table import Line

SERVICES, CLIENTS = 250, 16


def measure(port: int, home: Path, database_url: str, seconds: float) -> Iterator[Line]:
    """Each letter typed is one question to the running demo; the floor is the bare page at as many clients."""
    found = apart("bench.typing", SERVICES, database_url=database_url, home=home)
    with floor(port + 2, database_url):
        press(port + 2, same("/"), 1, CLIENTS)
        bare = press(port + 2, same("/"), seconds, CLIENTS)
    letters = taking_turns(found["asked"])
    press(port, letters, 1, CLIENTS)
    typed = press(port, letters, seconds, CLIENTS)
    yield Line(
        f"{SERVICES} services searched while typing",
        f"{typed.rate:,.0f} letters/s, p95 {typed.p95 * 1000:.0f} ms, {found['queries']} queries",
        f"{bare.rate:,.0f} requests/s, p95 {bare.p95 * 1000:.0f} ms, 1 query",
        typed.rate / bare.rate,
    )
    yield Line(
        "processor time of one letter typed",
        f"{found['web']:.1f} ms web, {found['backend']:.1f} ms database",
    )
