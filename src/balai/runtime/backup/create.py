"""``balai backup``: one sealed file with database and stored files, read back before it gets its name."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from pyrage import x25519

from balai.core.keys import data_key_prints
from balai.runtime.backup import measure
from balai.runtime.backup.archive import HEAD, MANIFEST, Reader, Tally, Writer
from balai.runtime.backup.dump import dumping
from balai.runtime.backup.envelope import opened, seal
from balai.runtime.backup.farm import Farm, farm
from balai.runtime.keyring.recovery import recipient
from balai.runtime.postgres import TELL_EVERY, Say
from balai.runtime.problem import Problem

FORMAT = 1
MOST_NAMED = 100  # missing files that the manifest names
HALF = ".setengah"  # how the name of a draft ends


@dataclass(frozen=True)
class Made:
    """A backup that was written and verified. ``missing`` counts files that rows name and nobody has."""

    path: Path
    bytes: int
    content: Tally
    seconds: float
    missing: int


def back_up(home: Path, url: str, path: Path, say: Say) -> Made:
    """Write and verify the backup. Raises Problem; under the final name there is a whole file or none."""
    start = time.monotonic()
    public = recipient(home)
    for folder in {path.parent, own_folder(home)}:
        _clear_dead_drafts(folder)
    once = x25519.Identity.generate()  # reads the file back, then is forgotten
    with _draft(path) as (draft, file), farm(home / "files") as linked:
        making = _Making(home, linked, say)
        seal(making.parts(url), file, [public, str(once.to_public())])
        file.flush()
        os.fsync(file.fileno())
        _verify(draft, once, making.writer.roll.tally, say)
        size = draft.stat().st_size
    made = Made(path, size, making.writer.roll.tally, time.monotonic() - start, len(making.missing))
    _remember(home, made)
    return made


class _Making:
    """The parts of one backup, in order."""

    def __init__(self, home: Path, linked: Farm, say: Say) -> None:
        self.home, self.linked, self.say = home, linked, say
        self.writer = Writer()
        self.missing: list[str] = []
        self._told = time.monotonic()

    def parts(self, url: str) -> Iterator[bytes]:
        self.linked.grow()
        with measure.snapshot(url) as (connection, name):
            self.linked.grow()
            yield from self.writer.note(HEAD, self._head(connection))
            with dumping(url, name) as source:
                yield from self._told_of(self.writer.dump(source))
            measured = measure.measure(connection)
            self.missing = [path for path in measure.stored_paths(connection) if not self.linked.holds(path)]
        for member, path in self.linked.names():
            yield from self._told_of(self.writer.file(member, path))
        yield from self._manifest(measured)
        yield from self.writer.end()

    def _head(self, connection: measure.Connection) -> dict[str, object]:
        return {
            "format": FORMAT,
            "balai": version("balai"),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "regency": measure.regency(connection),
            "postgresql": connection.info.server_version // 10000,
            "migrations": measure.migrations(connection),
            "data_keys": data_key_prints(self.home),
        }

    def _manifest(self, measured: measure.Measure) -> Iterator[bytes]:
        facts = {**asdict(measured), "missing": self.missing[:MOST_NAMED]}
        tally = self.writer.roll.tally
        yield from Writer().note(MANIFEST, {**facts, "tally": asdict(tally)})

    def _told_of(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            yield block
            if time.monotonic() - self._told >= TELL_EVERY:
                self._told = time.monotonic()
                tally = self.writer.roll.tally
                done = f"{tally.bytes / 1e6:.0f} MB"
                self.say(f"Mencadangkan … {done}, {tally.members} bagian (berkas: {self.linked.count})")


def _verify(draft: Path, once: x25519.Identity, tally: Tally, say: Say) -> None:
    """Read the file back from the disk, to the end, and compare the list."""
    say("Membaca kembali dan memeriksa …")
    with opened(draft, once) as stream:
        reader = Reader(draft, stream)
        for _member in reader.members():
            pass
    if reader.manifest["tally"] != asdict(tally):
        raise Problem(f"{draft} tidak terbaca kembali seperti ditulis; cadangan dibatalkan.")


@contextmanager
def _draft(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A hidden file beside the final one, which gets the final name when the block ends well.

    Two runs for one name exclude each other.
    """
    draft = path.with_name(f".{path.name}{HALF}")
    file = _claimed(path, draft)
    with file:
        try:
            file.truncate(0)
            yield draft, file
            os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _claimed(path: Path, draft: Path) -> BinaryIO:
    """The draft, ours by its lock. Somebody may finish or clear it between opening and locking: then once more."""
    while True:
        if path.exists():
            raise Problem(f"{path} sudah ada; pilih nama lain.")
        file = os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT, 0o600), "wb")
        if not _lock(file):
            file.close()
            raise Problem(f"{path} sedang ditulis oleh proses lain.")
        if _is_still(file, draft):
            return file
        file.close()


def _is_still(file: BinaryIO, draft: Path) -> bool:
    """True when the open file is the one that stands under the name."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), draft.stat())
    return False


def _clear_dead_drafts(folder: Path) -> None:
    """Remove drafts whose writer was killed: the kernel holds the lock of a draft as long as somebody writes it.

    One that cannot be opened belongs to another account and stays.
    """
    for draft in folder.glob(f".*{HALF}"):
        with suppress(OSError), draft.open("rb") as file:
            if _lock(file):
                draft.unlink(missing_ok=True)


def _lock(file: BinaryIO) -> bool:
    """True when the file is ours now, until it is closed or we end."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def own_folder(home: Path) -> Path:
    """Where Balai itself puts backups: those from before an upgrade."""
    return home / "backups"


def final_path(given: Path) -> Path:
    """The file that is meant: in a folder, one named after the moment."""
    if given.is_dir():
        return given / f"balai-{datetime.now(UTC):%Y%m%d-%H%M%S}.age"
    if not given.parent.is_dir():
        raise Problem(f"Folder {given.parent} tidak ada.")
    return given


def note(home: Path) -> Path:
    """Where the last backup is remembered, for ``balai doctor``."""
    return home / "backup.json"


def _remember(home: Path, made: Made) -> None:
    facts = {"path": str(made.path), "at": datetime.now(UTC).isoformat(), "bytes": made.bytes}
    note(home).write_text(json.dumps(facts))
