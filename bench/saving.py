"""Backup and restore in a process of their own, on a filling of the demo's database; prints the figures as JSON.

python -m bench.saving ROWS

Sizes are those of the database on disk and of the stored files, in MB, before anything is compressed. The restores go
into databases of their own beside it.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from pyrage import x25519

from balai.core.keys import data_keys
from balai.runtime.backup import measure, swap
from balai.runtime.backup.create import back_up
from balai.runtime.backup.dump import libpq_environment
from balai.runtime.backup.restore import judge, put_back
from balai.runtime.keyring import recovery
from balai.runtime.postgres import BINARIES

FILLING = """
CREATE TABLE bench_filling (id bigint PRIMARY KEY, facts jsonb);
INSERT INTO bench_filling SELECT n, jsonb_build_object('code', 'SKU-' || n, 'words', md5(n::text) || md5((n + 1)::text),
    'name', 'Siti Aminah', 'place', '35.10.24.2008', 'state', 'Teruskan') FROM generate_series(1, %(rows)s) AS n
"""
FILE_BYTES, ROWS_A_FILE = 60_000, 500
OTHER = "balai_bench_restore"


def main(rows: int) -> None:
    """Measure and print."""
    url = os.environ["DATABASE_URL"]
    with filled(url, rows), tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(url, Path(folder), rows)))


def measured(url: str, folder: Path, rows: int) -> dict[str, float]:
    """Seconds of each way, and what was carried."""
    home, identity = house(folder / "home", rows // ROWS_A_FILE)
    plain, sealed = folder / "plain.dump", folder / "sealed.age"
    found = {"database": megabytes(url)}
    found["size"] = found["database"] + (rows // ROWS_A_FILE) * FILE_BYTES / 1e6
    found["pg_dump"] = timed(lambda: dump(url, plain))
    found["backup"] = timed(lambda: back_up(home, url, sealed, quiet))
    with empty_database(url) as other:
        found["pg_restore"] = timed(lambda: load(other, plain))
    with empty_database(url) as other:
        found["restore"] = timed(lambda: restore(folder / "other", home, other, sealed, identity, url))
    return found


def house(home: Path, files: int) -> tuple[Path, x25519.Identity]:
    """A home with keys and so many stored files."""
    data_keys(home)
    identity = x25519.Identity.generate()
    recovery.keep(home, identity)
    for number in range(files):
        path = home / "files" / "lampiran" / f"{number % 256:02x}" / str(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(secrets.token_bytes(FILE_BYTES))
    return home, identity


def restore(
    home: Path, from_home: Path, url: str, file: Path, identity: x25519.Identity, source: str
) -> None:
    """What ``balai restore`` does: read and judge the whole file, then put it back and compare."""
    shutil.copytree(from_home / "keys", home / "keys")
    with psycopg.connect(source) as connection:
        known = measure.migrations(connection)
    swap.finish(home, url)
    put_back(home, url, judge(home, file, identity, known, quiet), replace=False, say=quiet)


def dump(url: str, file: Path) -> None:
    """pg_dump alone, in the format and compression that our backup uses."""
    words = ["--format=custom", "--compress=gzip:1", "--schema=public", "--no-owner", f"--file={file}"]
    subprocess.run([BINARIES / "pg_dump", *words], env=libpq_environment(url), check=True)


def load(url: str, file: Path) -> None:
    """pg_restore alone, in one transaction as ours."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
    words = ["--no-owner", "--single-transaction", f"--dbname={urlsplit(url).path.lstrip('/')}", str(file)]
    subprocess.run([BINARIES / "pg_restore", *words], env=libpq_environment(url), check=True)


@contextmanager
def filled(url: str, rows: int) -> Iterator[None]:
    """A table of so many rows while the block lasts."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_filling")
        for statement in FILLING.split(";"):
            connection.execute(statement, {"rows": rows} if "%(rows)s" in statement else None)
        try:
            yield
        finally:
            connection.execute("DROP TABLE bench_filling")


@contextmanager
def empty_database(url: str) -> Iterator[str]:
    """An empty database beside it while the block lasts; its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {OTHER}")
        connection.execute(f"CREATE DATABASE {OTHER} TEMPLATE template0")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{OTHER}"))
        finally:
            connection.execute(f"DROP DATABASE {OTHER} WITH (FORCE)")


def megabytes(url: str) -> float:
    """The size of the database."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert found is not None
    return float(found[0]) / 1e6


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def quiet(_sentence: str) -> None:
    """Progress that nobody reads."""


if __name__ == "__main__":
    main(int(sys.argv[1]))
