"""The sealed envelope of a backup: the age format (age-encryption.org/v1), written and read as streams.

Whoever holds the public half of the recovery key can write an envelope; only the secret half, which
is on no machine, opens it. Every 64 KiB are authenticated, and so is the end: a cut is noticed.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import x25519

from balai.runtime.problem import Problem

MAGIC = b"age-encryption.org/v1\n"
CHUNK = 1 << 20


class NotABackup(Problem):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} bukan cadangan Balai; tidak ada yang diubah.")


class WrongKey(Problem):
    """The file is sealed for another recovery key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} disegel untuk kunci pemulihan lain; pakai lembar pemulihan yang berlaku waktu itu. "
            "Tidak ada yang diubah."
        )


class Damaged(Problem):
    """The file was cut off or changed."""

    def __init__(self, path: Path, why: str = "terpotong atau diubah") -> None:
        super().__init__(f"{path} rusak ({why}); tidak ada yang diubah. Pakai cadangan lain.")


class _Source:
    """Gives the parts as a file; remembers a fault, which the library would turn into text."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, memoryview(b"")
        self.fault: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._parts))
        except StopIteration:
            return b""
        except BaseException as fault:
            self.fault = fault
            raise
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)


class _Target:
    """Writes to a file; remembers a fault."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.fault: BaseException | None = None

    def write(self, block: bytes) -> int:
        try:
            return self._file.write(block)
        except BaseException as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        self._file.flush()


def seal(parts: Iterator[bytes], target: BinaryIO, recipients: Sequence[str]) -> None:
    """Write the parts as one envelope for the recipients. Faults of parts and target come through unchanged."""
    source, sink = _Source(parts), _Target(target)
    keys = [x25519.Recipient.from_str(recipient) for recipient in recipients]
    try:
        pyrage.encrypt_io(source, sink, keys)
    except (pyrage.EncryptError, OSError):
        fault = source.fault or sink.fault
        if fault is None:
            raise
        raise fault from None


@contextmanager
def opened(path: Path, identity: x25519.Identity) -> Iterator[BinaryIO]:
    """The content as a stream. Leaving the block without a fault means: authentic to the last byte.

    Raises NotABackup, WrongKey or Damaged; these win over what the reader of the stream made of the cut.
    """
    reading, writing = os.pipe()
    work = _Opening(path, identity, writing)
    work.start()
    with os.fdopen(reading, "rb") as stream:
        try:
            yield stream
            while stream.read(CHUNK):
                pass
        except Exception as fault:
            stream.close()
            work.join()
            raise (work.fault or fault) from None
    work.join()
    if work.fault is not None:
        raise work.fault


class _Opening(threading.Thread):
    """Decrypts into a pipe."""

    def __init__(self, path: Path, identity: x25519.Identity, writing: int) -> None:
        super().__init__(name="backup-opening", daemon=True)
        self._path, self._identity, self._writing = path, identity, writing
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            with open(self._path, "rb") as file, os.fdopen(self._writing, "wb", CHUNK) as pipe:
                self._decrypt(file, pipe)
        except BrokenPipeError:
            pass  # the reader has seen enough
        except Exception as fault:  # noqa: BLE001 - handed to the reader
            self.fault = fault

    def _decrypt(self, file: BinaryIO, pipe: BinaryIO) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise NotABackup(self._path)
        file.seek(0)
        sink = _Target(pipe)
        try:
            pyrage.decrypt_io(file, sink, [self._identity])
        except pyrage.DecryptError as fault:
            raise (WrongKey if "matching" in str(fault) else Damaged)(self._path) from None
        except OSError:
            if sink.fault is not None:
                raise sink.fault from None
            raise Damaged(self._path) from None
