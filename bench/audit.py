"""(e) The trail: one application without and with events and journal; sealing and verifying many entries."""

from collections.abc import Iterator

from bench.house import apart
from bench.table import Line


def measure(database_url: str, rounds: int, entries: int) -> Iterator[Line]:
    """All of it in one process on the demo's database."""
    found = apart("bench.trail", rounds, entries, database_url=database_url)
    for way, words in (("events", "events"), ("whole", f"events and journal, {found['rows']:.0f} rows")):
        yield Line(
            f"one application with {words}",
            f"{found[way]:.0f} ms",
            f"{found['bare']:.0f} ms",
            found["bare"] / found[way],
        )
    yield Line(f"{entries} entries sealed", f"{found['sealed']:.0f} entries/s")
    yield Line(
        f"{entries} entries verified", f"{found['verified']:.0f} entries/s, {found['grown']:.0f} MB more"
    )
