"""A second set of names (hard links) for the stored files, so that none of them can vanish while it is copied.

Files are linked before the snapshot of the database is taken, and those that came meanwhile after it: whatever a
row of the snapshot refers to was there at one of the two moments. Only a file that was made and removed again
between them is missing, and named in the manifest; nothing in Balai removes a file so young.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.runtime.problem import Problem

FOLDER = ".cadangan"


class Farm:
    """The linked files of one backup."""

    def __init__(self, files: Path) -> None:
        self._files, self.root = files, files / FOLDER
        self.count = self.bytes = 0

    def grow(self) -> None:
        """Link what is not linked yet."""
        for path in walk(self._files):
            name = path.relative_to(self._files)
            goal = self.root / name
            if not goal.exists():
                self._link(path, goal)

    def _link(self, path: Path, goal: Path) -> None:
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, goal)
            self.bytes += goal.stat().st_size
            self.count += 1
        except FileNotFoundError:
            return  # deleted in this moment

    def holds(self, name: str) -> bool:
        return (self.root / name).is_file()

    def names(self) -> Iterator[tuple[str, Path]]:
        """Name and linked path of every file, in order."""
        for path in walk(self.root):
            yield path.relative_to(self.root).as_posix(), path


def walk(root: Path) -> Iterator[Path]:
    """All files below, folders in order; what begins with a dot at the top is nobody's content."""
    for folder, inside, files in os.walk(root):
        inside.sort()
        if Path(folder) == root:
            inside[:] = [name for name in inside if not name.startswith(".")]
            files = [name for name in files if not name.startswith(".")]
        for name in sorted(files):
            yield Path(folder) / name


@contextmanager
def farm(files: Path) -> Iterator[Farm]:
    """A farm while the block lasts; one that a killed backup left is cleared first. One backup at a time."""
    files.mkdir(parents=True, exist_ok=True)
    with (files / ".cadangan.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem("Pencadangan lain sedang berjalan; tunggu sampai selesai.") from None
        made = Farm(files)
        shutil.rmtree(made.root, ignore_errors=True)
        made.root.mkdir(mode=0o700)
        try:
            yield made
        finally:
            shutil.rmtree(made.root, ignore_errors=True)
