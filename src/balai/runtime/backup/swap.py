"""Database and files change together although no transaction spans both.

Files of a restore wait in ``files.baru``. A note with a mark is written before the database commits, and the same
mark is part of that transaction. Whoever finds the note later sees by the mark in the database which side is true.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from balai.runtime.problem import Problem

COMMENT = "balai restore "


def note(home: Path) -> Path:
    return home / "restore.json"


def begin(home: Path) -> Path:
    """An empty folder for the files to come."""
    stage = home / "files.baru"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    return stage


def ready(home: Path, mark: str) -> None:
    """The files are complete: from here the database decides."""
    os.sync()
    draft = note(home).with_suffix(".new")
    draft.write_text(json.dumps({"mark": mark}))
    draft.replace(note(home))


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """One restore at a time in a home; a Problem for the second one. The lock ends with the process."""
    with (home / "restore.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(f"Pemulihan sedang berjalan di {home}; tunggu sampai selesai.") from None
        yield


def settle(home: Path, url: str) -> None:
    """At every start: end what a restore that was cut off had begun."""
    if note(home).exists() or (home / "files.baru").exists():
        with alone(home):
            finish(home, url)


def finish(home: Path, url: str) -> None:
    """Keep the new files when the database kept its side, else drop them."""
    if note(home).exists():
        if _mark_of(url) == json.loads(note(home).read_text())["mark"]:
            _exchange(home)
        note(home).unlink()
    shutil.rmtree(home / "files.baru", ignore_errors=True)


def _exchange(home: Path) -> None:
    """Each step may have been done before; ``files.baru`` is there until the new files stand."""
    fresh, files, old = home / "files.baru", home / "files", home / "files.lama"
    if fresh.exists():
        if files.exists():
            shutil.rmtree(old, ignore_errors=True)
            files.rename(old)
        fresh.rename(files)
    shutil.rmtree(old, ignore_errors=True)


def _mark_of(url: str) -> str:
    query = "SELECT obj_description(to_regnamespace('public'), 'pg_namespace')"
    with psycopg.connect(url) as connection:
        found = connection.execute(query).fetchone()
    return str(found[0]).removeprefix(COMMENT) if found and found[0] else ""
