"""(b) Documents: number, PDF/A, signature and event in one transaction, against Typst and pyHanko alone."""

from collections.abc import Iterator

from bench.house import apart
from bench.table import Line

TARGET = 0.7


def measure(database_url: str, count: int) -> Iterator[Line]:
    """Both measured in turns in one process."""
    rates = apart("bench.letters", count, database_url=database_url)
    balai, floor = rates["balai"], rates["floor"]
    yield Line("document issue", f"{balai:.1f} letters/s", f"{floor:.1f} letters/s", balai / floor, TARGET)
