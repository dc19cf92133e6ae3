"""The gate before pages and jobs: shut while the installation is upgraded, and for a program older than its database.

One look every two seconds a process, on a connection of its own. A gate that cannot look stays as it was:
pages have better words for a database that is away.
"""

import base64
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

import psycopg

from balai.runtime.problem import Problem

LOCK = (7203, 1)  # a number of ours
LOOK_EVERY = 2.0  # seconds
PAGE = Path(__file__).with_name("upgrading.html").read_bytes()
_STYLE = re.findall(rb"<style>(.*?)</style>", PAGE, re.S)[0]
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(PAGE))),
    ("Retry-After", "30"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE).digest()).decode()}'",
    ),
]
LOOK = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
       EXISTS (SELECT FROM django_migrations WHERE NOT app || '.' || name = ANY(%s))
"""
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class State(Enum):
    """Whether pages and jobs may go on."""

    OPEN = "open"
    UPGRADING = "upgrading"
    NEWER = "newer"


@contextmanager
def shut(url: str) -> Iterator[None]:
    """Keep every gate of this database shut, and a second upgrade out. Ends with the process."""
    with psycopg.connect(url, autocommit=True, application_name="balai upgrade") as connection:
        if connection.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK).fetchone() != (True,):
            raise Problem("Pemutakhiran lain sedang berjalan pada basis data ini; tunggu sampai selesai.")
        try:
            yield
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)


class Gate:
    """Looks at most every two seconds, whoever asks; others take what it saw."""

    def __init__(self, url: str, known: list[str]) -> None:
        self._url, self._known = url, known
        self._lock, self._next = threading.Lock(), 0.0
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._state = State.OPEN

    @property
    def state(self) -> State:
        """What the last look saw."""
        if time.monotonic() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._next = time.monotonic() + LOOK_EVERY
                self._lock.release()
        return self._state

    def _look(self) -> None:
        try:
            if self._connection is None:
                self._connection = psycopg.connect(
                    self._url, autocommit=True, connect_timeout=2, application_name="balai gate"
                )
            found = self._connection.execute(LOOK, [*LOCK, self._known]).fetchone()
        except psycopg.Error:
            with suppress(Exception):
                if self._connection is not None:
                    self._connection.close()
            self._connection = None
            return
        is_upgrading, is_newer = found or (False, False)
        self._state = State.UPGRADING if is_upgrading else State.NEWER if is_newer else State.OPEN


class GatedApplication:
    """A WSGI application behind the gate; ``/livez`` says that the process lives, whatever the gate does."""

    def __init__(self, inner: Application, gate: Gate) -> None:
        self._inner, self._gate = inner, gate

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/livez" or self._gate.state is State.OPEN:
            return self._inner(environ, start)
        start("503 Service Unavailable", HEADERS)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [PAGE]
