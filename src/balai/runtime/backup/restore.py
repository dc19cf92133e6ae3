"""``balai restore``: everything is read and judged first; then one transaction and one change of names."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from pyrage import x25519

from balai.core.keys import data_key_prints
from balai.runtime.backup import measure, swap
from balai.runtime.backup.archive import DATABASE, FILES, Member, Reader
from balai.runtime.backup.create import FORMAT
from balai.runtime.backup.dump import tool
from balai.runtime.backup.envelope import Damaged, opened
from balai.runtime.backup.farm import walk
from balai.runtime.postgres import TELL_EVERY, Say
from balai.runtime.problem import Problem

EMPTY_FIRST = "BEGIN; SET LOCAL lock_timeout = '10s'; DROP SCHEMA IF EXISTS public CASCADE;\n"
# A setting of PostgreSQL 17 that pg_restore writes for every server.
NEW_SETTING = b"SET transaction_timeout = 0;\n"


@dataclass(frozen=True)
class Judged:
    """A backup that was read to its end and fits this installation."""

    path: Path
    identity: x25519.Identity
    head: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def measured(self) -> measure.Measure:
        return measure.Measure(self.manifest["tables"], self.manifest["prints"])


def judge(home: Path, path: Path, identity: x25519.Identity, known: dict[str, list[str]], say: Say) -> Judged:
    """Read the whole file without changing anything. Raises a Problem in one line for whatever is wrong.

    ``known`` are the migrations of this version of Balai, by application.
    """
    if not path.is_file():
        raise Problem(f"{path} tidak ada.")
    progress = _Progress(say, "Memeriksa")
    with opened(path, identity) as stream:
        reader = Reader(path, stream)
        for number, member in enumerate(reader.members()):
            if number == 0:
                _require_fitting(home, path, reader.head, known)
            progress.add(member)
    _require_plain_names(path, reader.manifest)
    return Judged(path, identity, reader.head, reader.manifest)


def _require_fitting(home: Path, path: Path, head: dict[str, Any], known: dict[str, list[str]]) -> None:
    newer = [
        f"{app}.{name}"
        for app, names in head["migrations"].items()
        for name in names
        if name not in known.get(app, [])
    ]
    if head["format"] != FORMAT or newer:
        raise Problem(
            f"{path} dibuat oleh Balai {head['balai']} yang lebih baru dari ini; pasang versi itu dulu. "
            "Tidak ada yang diubah."
        )
    here = data_key_prints(home)
    lacking = [name for name, digest in head["data_keys"].items() if here.get(name) != digest]
    if lacking:
        raise Problem(
            f"Kunci data {', '.join(lacking)} dari cadangan ini tidak ada di {home / 'keys'}; kembalikan dulu "
            "folder keys, atau ketik dari lembar pemulihan: `balai key recover`. Tidak ada yang diubah."
        )


def _require_plain_names(path: Path, manifest: dict[str, Any]) -> None:
    if not all(name.replace("_", "").isalnum() and name.isascii() for name in manifest["tables"]):
        raise Damaged(path, "nama tabel tidak sah")


def _require_empty(home: Path, url: str) -> None:
    """A Problem when the installation holds anything."""
    with psycopg.connect(url) as connection:
        count = len(measure.tables(connection))
    first = next(walk(home / "files"), None)
    if count or first:
        found = f"{count} tabel di basis data" if count else f"berkas {first}"
        raise Problem(
            f"Instalasi ini tidak kosong ({found}). Untuk menggantikan seluruh isinya tanpa dapat kembali: "
            "`balai restore FILE --replace GANTI`."
        )


def _require_alone(url: str) -> None:
    """A Problem while anybody else uses the database."""
    query = (
        "SELECT count(*), coalesce(string_agg(DISTINCT nullif(application_name, ''), ', '), '?') "
        "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND backend_type = 'client backend'"
    )
    with psycopg.connect(url) as connection:
        found = connection.execute(query).fetchone()
    assert found is not None
    if found[0]:
        raise Problem(
            f"{found[0]} sambungan lain memakai basis data ini ({found[1]}); hentikan dulu semuanya."
        )


def put_back(home: Path, url: str, judged: Judged, *, replace: bool, say: Say) -> None:
    """Put database and files of the backup in place: all of it, or nothing, also when killed half way.

    Raises a Problem when others use the database, or when the installation is not empty (unless ``replace``).
    """
    _require_alone(url)
    with swap.alone(home):
        if not replace:
            _require_empty(home, url)
        try:
            _put_back(home, url, judged, say)
        finally:
            swap.finish(home, url)


def _put_back(home: Path, url: str, judged: Judged, say: Say) -> None:
    mark = uuid4().hex
    stage = swap.begin(home)
    progress = _Progress(say, "Memulihkan")
    with opened(judged.path, judged.identity) as stream:
        members = Reader(judged.path, stream).members()
        with tool("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", "-"], url) as psql:
            assert psql.stdin is not None
            psql.stdin.write(EMPTY_FIRST.encode())
            rest = _load(members, psql, url, progress)
            _unpack(rest, stage, progress)
            psql.stdin.write(measure.as_check(judged.measured).encode())
            swap.ready(home, mark)
            psql.stdin.write(f"COMMENT ON SCHEMA public IS '{swap.COMMENT}{mark}'; COMMIT;\n".encode())


def _load(
    members: Iterator[Member], psql: "subprocess.Popen[bytes]", url: str, progress: "_Progress"
) -> Iterator[Member]:
    """Send the dump through pg_restore to psql; gives the members that follow it."""
    with tool("pg_restore", ["--file=-", "--no-owner", "--no-privileges"], url) as restoring:
        feeder = _Feeder(members, restoring, progress)
        feeder.start()
        assert restoring.stdout is not None
        assert psql.stdin is not None
        first = restoring.stdout.read(1 << 16)
        psql.stdin.write(first.replace(NEW_SETTING, b""))
        shutil.copyfileobj(restoring.stdout, psql.stdin, 1 << 20)
        feeder.join()
    if feeder.fault is not None:
        raise feeder.fault
    yield from feeder.after
    yield from members


class _Feeder(threading.Thread):
    """Gives the parts of the dump to pg_restore; ``after`` is the first member that is none."""

    def __init__(
        self, members: Iterator[Member], restoring: "subprocess.Popen[bytes]", progress: "_Progress"
    ) -> None:
        super().__init__(name="restore-feeder", daemon=True)
        self._members, self._restoring, self._progress = members, restoring, progress
        self.after: list[Member] = []
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            self._feed()
        except BrokenPipeError:
            pass  # pg_restore ended early and says why
        except Exception as fault:  # noqa: BLE001 - handed to the reader
            self.fault = fault

    def _feed(self) -> None:
        assert self._restoring.stdin is not None
        with self._restoring.stdin as pipe:
            for member in self._members:
                if not member.name.startswith(DATABASE):
                    self.after.append(member)
                    return
                for block in member.blocks():
                    pipe.write(block)
                self._progress.add(member)


def _unpack(members: Iterator[Member], stage: Path, progress: "_Progress") -> None:
    for member in members:
        if not member.name.startswith(FILES):
            continue
        goal = stage / member.name.removeprefix(FILES)
        goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with goal.open("xb") as file:
            for block in member.blocks():
                file.write(block)
        progress.add(member)


class _Progress:
    """Tells now and then how far it is."""

    def __init__(self, say: Say, what: str) -> None:
        self._say, self._what, self._bytes, self._told = say, what, 0, time.monotonic()

    def add(self, member: Member) -> None:
        self._bytes += member.size
        if time.monotonic() - self._told >= TELL_EVERY:
            self._told = time.monotonic()
            self._say(f"{self._what} … {self._bytes / 1e6:.0f} MB")
