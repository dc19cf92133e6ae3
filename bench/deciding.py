"""(c) Submit, decide and issue: whole requests in one process, each beside a bare view that sends the same SQL."""

from collections.abc import Iterator

from bench.house import apart
from bench.table import Line

WORDS = {"submit": "applications submitted", "decide": "cases decided", "issue": "letters issued"}


def measure(database_url: str, rounds: int) -> Iterator[Line]:
    """One person after the other; a letter is printed, signed and kept besides its SQL."""
    found = apart("bench.replay", rounds, database_url=database_url, BALAI_DEMO="1")
    for step, words in WORDS.items():
        balai, bare = 1 / found[step]["balai"], 1 / found[step]["bare"]
        yield Line(
            words, f"{balai:.1f}/s", f"{bare:.1f}/s, {found[step]['statements']:.0f} statements", balai / bare
        )
