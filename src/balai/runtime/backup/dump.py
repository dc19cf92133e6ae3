"""PostgreSQL's own tools, which read the address from the environment and not from the command line."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from psycopg import pq

from balai.runtime.postgres import BINARIES
from balai.runtime.problem import Problem
from balai.runtime.processes import leashed

# Contents that are worth nothing after a restore: pages kept ready, and sessions (everybody signs in again).
PASSING = ("balai_cache", "django_session")
NOISE = ("pg_dump: error: ", "pg_restore: error: ", "psql: error: ", "psql:<stdin>:", "ERROR:  ")


def libpq_environment(url: str) -> dict[str, str]:
    """The address as the variables that PostgreSQL's tools read."""
    options = pq.Conninfo.parse(url.encode())
    found = {
        option.envvar.decode(): option.val.decode() for option in options if option.envvar and option.val
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, **found, "PGAPPNAME": "balai"}


@contextmanager
def tool(name: str, words: Sequence[str], url: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a tool with pipes; a Problem with its first complaint when it fails, before any other fault."""
    command = leashed([BINARIES / name, *words], on_death=signal.SIGTERM)
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command,
            env=libpq_environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        )
        try:
            yield child
        except BaseException:
            _end(child)
            if child.returncode > 0:
                raise _complaint(name, said) from None
            raise
        _close(child)
        child.wait()
        if child.returncode:
            raise _complaint(name, said)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill a tool that did not end by itself."""
    try:
        child.wait(0.5)
    except subprocess.TimeoutExpired:
        child.kill()
    _close(child)
    child.wait()


def _close(child: "subprocess.Popen[bytes]") -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


def _complaint(name: str, said: IO[bytes]) -> Problem:
    return Problem(f"{name} gagal: {_first_word(said)}")


def _first_word(said: IO[bytes]) -> str:
    said.seek(0)
    lines = [line.strip() for line in said.read().decode(errors="replace").splitlines() if line.strip()]
    line = next((line for line in lines if "ERROR" in line or "error" in line), lines[0] if lines else "?")
    for noise in NOISE:
        line = line.replace(noise, "")
    return line


@contextmanager
def dumping(url: str, snapshot: str) -> Iterator[IO[bytes]]:
    """The database as it stood at the snapshot, in pg_dump's custom format."""
    words = [
        "--format=custom",
        "--compress=gzip:1",
        f"--snapshot={snapshot}",
        "--no-owner",
        "--schema=public",
        "--lock-wait-timeout=60s",
        *(f"--exclude-table-data=public.{table}" for table in PASSING),
    ]
    with tool("pg_dump", words, url) as child:
        assert child.stdout is not None
        yield child.stdout
