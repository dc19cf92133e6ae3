"""Finds the processes of an installation and kills one of them, without warning (SIGKILL)."""

import os
import random
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

KINDS = ("web", "worker", "database")
MARKS = {
    "web": "balai.runtime.web",
    "worker": "balai.runtime.worker",
    "database": "postgres",
    "push": "balai.runtime.push",
}


def descendants(pid: int) -> list[int]:
    """All children, grandchildren and so on of a process."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found, fresh = [], [pid]
    while fresh:
        fresh = [child for child, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def victims(pid: int, kind: str) -> list[int]:
    """The processes of a kind below ``balai``: a master, its workers, or a single connection of the database."""
    return [child for child in descendants(pid) if MARKS[kind] in _command(child).partition(" -D ")[0]]


class Striker:
    """Kills in turn a process of each kind, which one by chance; counts what it did."""

    def __init__(self, pid: int, seed: int, kinds: Sequence[str] = KINDS) -> None:
        self.kinds = kinds
        self.pid, self.chance = pid, random.Random(seed)  # noqa: S311 - a repeatable run, no secret
        self.killed: Counter[str] = Counter()

    def strike(self) -> bool:
        """Kill one process; False when the one whose turn it is has not come back yet."""
        kind = self.kinds[self.killed.total() % len(self.kinds)]
        found = victims(self.pid, kind)
        if not found:
            return False
        try:
            os.kill(self.chance.choice(found), signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.killed[kind] += 1
        return True
