"""The long run: ``python -m tests.faults [LETTERS KILLS]``; writes its table to ``docs/faults.md``."""

import os
import platform
import sys
from datetime import date
from pathlib import Path

from bench.house import ROOT
from tests.faults.house import strike_through
from tests.faults.ledger import LEASE, Count
from tests.faults.run import Run
from tests.faults.striker import Striker

PAGE = ROOT / "docs" / "faults.md"
HEAD = """# Killed in the middle of work

A demo of Banyuwangi as anybody runs it. Two citizens ask for letters, an operator passes them on, the village
head signs, bills are paid through a stand-in bank, all over HTTP and at the same time, while web server, worker
and database are killed (SIGKILL) in turn, evenly over the run; which process of a kind is chance. Whoever gets an
error looks again what stands and goes on, as a person does; the bank tells of a payment until somebody took it, and
once more. Afterwards everything is counted: in the database, by downloading every letter, and in a mail server of
our own that is not killed. Written by `make faults`; `make test` carries a small run.

"""
FOOT = """
A letter is *taken up again* when the worker that held it was killed and its lease of five minutes ran out. If the
mail server had taken it before the kill and the mark was not yet written, it goes out a second time under the
same Message-ID: that is the counted window.
"""


def main() -> None:
    """Run, print, write, and fail when a figure is wrong."""
    letters, kills = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (500, 50)
    home = Path(os.environ.get("BALAI_FAULTS_HOME", ROOT / "var" / "faults-long"))
    run, striker, counts = strike_through(home, letters, kills, LEASE + 120)
    text = HEAD + _facts(run, striker) + _table(counts) + FOOT
    print(text)
    PAGE.write_text(text)
    sys.exit(any(not count.holds for count in counts))


def _facts(run: Run, striker: Striker) -> str:
    killed = ", ".join(f"{kind} {times}" for kind, times in striker.killed.items())
    return (
        f"{date.today():%-d %B %Y}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}: "
        f"{run.letters} letters in {run.seconds / 60:.0f} minutes, {striker.killed.total()} kills ({killed}), "
        f"{run.stumbles} requests without a proper answer.\n\n"
    )


def _table(counts: list[Count]) -> str:
    lines = [f"| {each.what} | {each.found:,} | {_right(each)} |" for each in counts]
    return "\n".join(["| counted | found | must be |", "|---|---|---|", *lines]) + "\n"


def _right(count: Count) -> str:
    if count.right is None:
        return ""
    return f"{count.right:,}" if count.holds else f"**{count.right:,}**"


if __name__ == "__main__":
    main()
