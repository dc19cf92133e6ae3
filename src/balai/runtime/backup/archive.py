"""What lies in the envelope: a tar stream, written and read in one pass, with a rolling digest over its members.

``balai.json`` first, then ``database/000000`` … (pg_dump's custom format in parts, since its length is not
known beforehand), ``files/…``, and ``manifest.json`` last. Any age and any tar can take it apart by hand.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from balai.runtime.backup.envelope import CHUNK, Damaged, NotABackup

HEAD, MANIFEST, DATABASE, FILES = "balai.json", "manifest.json", "database/", "files/"
PART = 8 << 20  # bytes of the dump in one member
BLOCK = 512


@dataclass(frozen=True)
class Tally:
    """How many members there are, their bytes, and one digest over their names and contents."""

    members: int
    bytes: int
    digest: str


class Roll:
    """Counts members as they pass."""

    def __init__(self) -> None:
        self._total = hashlib.sha256()
        self._members = self._bytes = 0

    def add(self, name: str, size: int, digest: bytes) -> None:
        self._members += 1
        self._bytes += size
        self._total.update(name.encode() + b"\0" + digest)

    @property
    def tally(self) -> Tally:
        return Tally(self._members, self._bytes, self._total.hexdigest())


class Writer:
    """Makes the bytes of the stream; what it yields belongs to the stream in that order."""

    def __init__(self) -> None:
        self.roll = Roll()

    def member(self, name: str, content: bytes) -> Iterator[bytes]:
        """A member from memory."""
        yield from self._write(name, len(content), iter([content]))

    def note(self, name: str, facts: dict[str, Any]) -> Iterator[bytes]:
        """A member with facts as JSON."""
        yield from self.member(name, json.dumps(facts, indent=1, sort_keys=True).encode())

    def dump(self, source: IO[bytes]) -> Iterator[bytes]:
        """The dump of the database, in parts."""
        for number, part in enumerate(iter(lambda: source.read(PART), b"")):
            yield from self.member(f"{DATABASE}{number:06}", part)

    def file(self, name: str, path: Path) -> Iterator[bytes]:
        """A file as long as it is now."""
        with path.open("rb") as file:
            size = path.stat().st_size
            yield from self._write(FILES + name, size, _exactly(file, size))

    def end(self) -> Iterator[bytes]:
        """What a tar ends with."""
        yield bytes(2 * BLOCK)

    def _write(self, name: str, size: int, blocks: Iterator[bytes]) -> Iterator[bytes]:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        yield info.tobuf(tarfile.PAX_FORMAT)
        digest = hashlib.sha256()
        for block in blocks:
            digest.update(block)
            yield block
        yield bytes(-size % BLOCK)
        self.roll.add(name, size, digest.digest())


def _exactly(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        block = file.read(min(size, CHUNK))
        if not block:
            raise OSError(f"{file.name} became shorter while it was read")
        size -= len(block)
        yield block


class Member:
    """A member while it passes; what its reader leaves is read for the digest all the same."""

    def __init__(self, info: tarfile.TarInfo, content: IO[bytes]) -> None:
        self.name, self.size = info.name, info.size
        self._content, self._digest = content, hashlib.sha256()

    def blocks(self) -> Iterator[bytes]:
        """The content."""
        while block := self._content.read(CHUNK):
            self._digest.update(block)
            yield block

    def facts(self) -> dict[str, Any]:
        """The content as JSON."""
        return cast(dict[str, Any], json.loads(b"".join(self.blocks())))

    def finish(self) -> bytes:
        for _ in self.blocks():
            pass
        return self._digest.digest()


class Reader:
    """Goes through the stream once: the head, then the members, and at the end whether all were there."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path, self._stream = path, stream
        self.head: dict[str, Any] = {}
        self.manifest: dict[str, Any] = {}

    def members(self) -> Iterator[Member]:
        """Members between head and manifest. Raises NotABackup, or Damaged when the list does not agree."""
        roll = Roll()
        try:
            with tarfile.open(fileobj=self._stream, mode="r|") as tar:
                for info in _plain_files(self._path, tar):
                    member = Member(info, cast(IO[bytes], tar.extractfile(info)))
                    if info.name == MANIFEST:
                        self.manifest = member.facts()
                        break
                    yield from self._show(member)
                    roll.add(member.name, member.size, member.finish())
        except tarfile.TarError:
            raise NotABackup(self._path) from None
        if self.manifest.get("tally") != vars(roll.tally):
            raise Damaged(self._path, "isinya tidak sesuai daftarnya")

    def _show(self, member: Member) -> Iterable[Member]:
        if self.head:
            return [member]
        if member.name != HEAD:
            raise NotABackup(self._path)
        self.head = member.facts()
        return []


def _plain_files(path: Path, tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for info in tar:
        parts = Path(info.name).parts
        if not info.isreg() or info.name.startswith("/") or ".." in parts:
            raise NotABackup(path)
        yield info
