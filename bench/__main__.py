"""``python -m bench [--smoke] [--only STEP] [--port N]``: measure and print; in full keep it in docs/benchmarks.md."""

import argparse
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
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
    paper,
    replication,
)
from bench.house import HOME, demo, left_alone
from bench.table import Line, markdown
from tests.homes import furnish


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
    """Run everything; the exit code tells only whether it could be measured, not whether targets are met.

    Each step writes its own section as soon as it is measured: a run that was cut off loses one step, and what was
    changed alone can be measured alone.
    """
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument(
        "--smoke", action="store_true", help="small sizes, about a minute; nothing is written"
    )
    parser.add_argument("--full", action="store_true", help="write docs/benchmarks.md (the default)")
    steps = [name for house in houses(SMOKE, 0) for name in house.steps]
    parser.add_argument("--only", action="append", choices=steps, help="this step")
    parser.add_argument("--port", type=int, default=8190)
    chosen = parser.parse_args(words)
    start = time.monotonic()
    if chosen.smoke and not HOME.exists():
        furnish(HOME)
    for step, lines in measure(SMOKE if chosen.smoke else FULL, chosen.port, chosen.only or steps):
        print(f"{time.monotonic() - start:5.0f} s  {step}\n\n{markdown(lines)}\n", flush=True)
        if not chosen.smoke:
            paper.keep(step, lines)
    return 0


def measure(size: Size, port: int, wanted: Collection[str]) -> Iterator[tuple[str, list[Line]]]:
    """The steps with their lines, each as soon as it is measured."""
    for house in houses(size, port):
        steps = {name: step for name, step in house.steps.items() if name in wanted}
        if steps:
            with house.opened() as database_url:
                for name, step in steps.items():
                    yield name, list(step(database_url))


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
        return [House(lambda: demo(port), running | many), House(lambda: left_alone(port), alone)]
    return [
        House(lambda: demo(port), running),
        House(lambda: left_alone(port), alone),
        House(lambda: demo(port, crowd.home), many),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
