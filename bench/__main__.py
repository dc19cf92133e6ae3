"""``python -m bench [--smoke] [--only STEP] [--port N]``: measure, print a table; in full write docs/benchmarks.md."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    applications,
    audit,
    backup,
    catalogue,
    deciding,
    documents,
    inbox,
    mall,
    notices,
    packs,
    pages,
    replication,
)
from bench.house import HOME, ROOT, database, demo
from bench.table import Line, markdown

PAPER = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Size:
    """How much is measured. Times in seconds."""

    seconds: float
    rounds: int
    documents: int
    applications: int
    letters: int
    notices: int
    cases: int
    trail: int
    entries: int
    rows: int
    day: mall.Day
    past: replication.Past
    services: int

    @property
    def crowd_home(self) -> Path:
        """Where the many cases live: a million of them in a home of their own, a few beside the rest."""
        return HOME if self.cases <= FEW else HOME.with_name(f"bench-{self.cases}")


FEW = 10_000
FULL = Size(
    8,
    3,
    200,
    200,
    50,
    10_000,
    1_000_000,
    30,
    1_000_000,
    1_000_000,
    mall.Day(1_000, 40, 100, 200, 480, 20),
    replication.Past(10_000, 5_000),
    200,
)
SMOKE = Size(
    0.5, 1, 6, 3, 2, 50, 1_000, 1, 1_000, 5_000, mall.Day(12, 3, 5, 4, 3, 1), replication.Past(100, 50), 5
)


@dataclass(frozen=True)
class House:
    """What is measured in one house: how it is opened (it gives the address of its database), and the steps."""

    opened: Callable[[], AbstractContextManager[str]]
    steps: dict[str, Callable[[str], Iterator[Line]]]


def main(words: list[str]) -> int:
    """Run everything; the exit code tells only whether it could be measured, not whether targets are met."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--smoke", action="store_true", help="small sizes, about a minute")
    parser.add_argument("--full", action="store_true", help="write docs/benchmarks.md (the default)")
    steps = [name for house in houses(SMOKE, 0) for name in house.steps]
    parser.add_argument("--only", action="append", choices=steps, help="this step; nothing is written")
    parser.add_argument("--port", type=int, default=8190)
    chosen = parser.parse_args(words)
    start = time.monotonic()
    lines = []
    for line in measure(SMOKE if chosen.smoke else FULL, chosen.port, chosen.only or steps):
        lines.append(line)
        print(f"{time.monotonic() - start:5.0f} s  {' | '.join(filter(None, line.cells))}", flush=True)
    print(markdown(lines))
    print(f"{time.monotonic() - start:.0f} s", flush=True)
    if not chosen.smoke and not chosen.only:
        PAPER.write_text(paper(lines))
    return 0


def measure(size: Size, port: int, wanted: Collection[str]) -> Iterator[Line]:
    """The lines of the steps as they are measured."""
    for house in houses(size, port):
        steps = [step for name, step in house.steps.items() if name in wanted]
        if steps:
            with house.opened() as database_url:
                for step in steps:
                    yield from step(database_url)


def houses(size: Size, port: int) -> list[House]:
    """The running demo, then its database alone, then the demo among many cases; few of them stand beside the rest."""
    crowd = inbox.Crowd(port, size.cases, size.seconds, size.crowd_home)
    running: dict[str, Callable[[str], Iterator[Line]]] = {
        "pages": lambda url: pages.measure(port, url, size.seconds, size.rounds),
        "applications": lambda _url: applications.measure(port, size.applications),
        "documents": lambda url: documents.measure(url, size.documents),
        "mall": lambda url: mall.measure(mall.Mall(port, HOME, url), size.day),
        "numbers": lambda url: mall.measure_numbers(mall.Mall(port, HOME, url), size.seconds),
    }
    alone: dict[str, Callable[[str], Iterator[Line]]] = {
        "notices": lambda url: notices.measure(url, size.notices),
        "audit": lambda url: audit.measure(url, size.trail, size.entries),
        "deciding": lambda url: deciding.measure(url, size.letters),
        "backup": lambda url: backup.measure(url, size.rows),
        "packs": lambda url: packs.measure(url, size.services),
    }
    many: dict[str, Callable[[str], Iterator[Line]]] = {
        "inbox": lambda url: inbox.measure(crowd, url),
        "catalogue": lambda url: catalogue.measure(port, crowd.home, url, size.seconds),
        "replication": lambda url: replication.measure(port, crowd.home, url, size.past, size.seconds),
    }
    if crowd.home == HOME:
        return [House(lambda: demo(port), running | many), House(database, alone)]
    return [
        House(lambda: demo(port), running),
        House(database, alone),
        House(lambda: demo(port, crowd.home), many),
    ]


def paper(lines: list[Line]) -> str:
    """The page of the documentation."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"""# Benchmarks

Measured {datetime.now(UTC):%d %B %Y} on {machine}. Written by `make bench`; each figure stands beside a floor
of the same run on the same machine, since figures of different machines cannot be compared. Load generator,
server and database share the cores.

{markdown(lines)}

- **Pages:** eight keep-alive connections. The floor is a bare Django page with one query and twenty rows
  on the same server (Granian, same workers and threads) and database. *Cached* is what a visitor gets;
  *uncached* asks for an address that was never asked for.
- **Documents:** number, PDF/A, signature and event in one transaction, against Typst and pyHanko alone.
- **Inbox:** cases over all villages and agencies of the regency, with the tasks of their steps, written past the
  triggers. Sixteen clients ask in turn for the plain list, one narrowed by service, deadline and channel, a search by
  two words, and what waits for others (the inspectorate: the list of all cases). Everybody is signed in, nothing is
  cached.
- **Applications:** the last step of the form, over HTTP, from press to redirect.
- **Submit, decide, issue:** whole requests one after the other in one process, from the request to the commit, beside
  a bare view that sends the same statements; it neither reads a form nor prints and signs a letter.
- **Typing:** 250 services, sixteen people who type six searches letter by letter; nothing is cached.
- **Mall:** kiosks give numbers, officers call, start and finish over HTTP, displays and phones follow by streams;
  four of ten visitors come in the first sixth of the day. Nobody may be lost or served twice, numbers follow each
  other. Then numbers alone, beside a bare view on the same server that sends the same statements.
- **Visits and agreements:** of years, from every regency, written past the triggers; eight clients ask in turn for the
  lists, the map and the searches.
- **Notices:** told each in a transaction of its own; claimed, written, sent over SMTP and marked one by one, against
  smtplib alone with letters ready made, to the same stand-in mail server.
- **Trail:** one application from the draft to the signed letter, told and rolled back, beside the same without events
  and journal; then events made by the database, sealed in batches and verified in one walk.
- **Packs:** services with form, procedure and letter each, in one transaction that is taken back; then a newer version
  with every twentieth service adapted here. The floor is the modules installing the same entries, read before.
- **Backup:** the demo's database with a table of a million rows and 2,000 stored files: dumped, sealed, read back from
  the disk; restored into an empty database with the comparison of all rows. Beside it pg_dump and pg_restore of the
  database alone, with the same compression, sealing and checking nothing and without the files. MB of content before
  compression.
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
