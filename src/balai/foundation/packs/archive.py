"""Packs as ZIP files: read without trust, written plainly."""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.reading import LARGEST_PACK, MOST_FILES

LARGEST_ZIP = 16 << 20  # bytes as sent
ENCRYPTED = 0x1
TEXTS = {".yaml", ".typ", ".csv", ".svg", ".json", ".geojson", ".md", ".txt"}
PICTURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
SOUNDS = {".ogg": b"OggS"}
SCRIPT = "#!"


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of a pack: the path itself, or where its ZIP was unpacked for the while. Raises PackError."""
    if path.is_dir():
        yield path
        return
    with path.open("rb") as file, unpacked(file) as folder:
        yield folder


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[Path]:
    """A folder with what a ZIP brings. Raises PackError for anything but small plain files of known kinds."""
    with TemporaryDirectory(prefix="balai-paket-") as name:
        folder = Path(name)
        for path, content in read_zip(file).items():
            goal = folder / path
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(content)
        yield folder


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, for the while."""
    with unpacked(BytesIO(as_zip(files))) as folder:
        yield folder


def read_zip(file: BinaryIO) -> dict[str, bytes]:
    """The files of a ZIP by their path inside the pack. Raises PackError."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _without_common_folder(dict(_members(archive)))
    except PackError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise PackError("Berkas ini bukan ZIP yang utuh.") from error


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_FILES:
        raise PackError(f"ZIP ini berisi lebih dari {MOST_FILES} berkas.")
    total = 0
    seen: set[str] = set()
    for member in members:
        path = _safe_path(member)
        if path.casefold() in seen:
            raise PackError(f"{path}: disebut dua kali di dalam ZIP")
        seen.add(path.casefold())
        with archive.open(member) as stream:
            content = stream.read(LARGEST_PACK - total + 1)
        total += len(content)
        if total > LARGEST_PACK:
            raise PackError(f"{path}: isi ZIP lebih besar dari {LARGEST_PACK >> 20} MB")
        _require_harmless(path, content)
        yield path, content


def _safe_path(member: zipfile.ZipInfo) -> str:
    name = member.filename
    path = PurePosixPath(name)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise PackError(f"{name}: tautan dan berkas khusus tidak dipakai dalam paket")
    if member.flag_bits & ENCRYPTED:
        raise PackError(f"{name}: ZIP berkata sandi tidak dapat dibaca")
    climbs = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name
    if climbs or len(name) > 200 or any(part.startswith(".") for part in path.parts):
        raise PackError(f"{name[:80]}: nama berkas tidak boleh keluar dari paket atau tersembunyi")
    return path.as_posix()


def _require_harmless(path: str, content: bytes) -> None:
    suffix = PurePosixPath(path).suffix.lower()
    if start := {**PICTURES, **SOUNDS}.get(suffix):
        if not content.startswith(start):
            raise PackError(f"{path}: bukan {'suara' if suffix in SOUNDS else 'gambar'} {suffix}")
        return
    if suffix not in TEXTS:
        raise PackError(f"{path}: jenis berkas ini tidak dipakai dalam paket")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise PackError(f"{path}: bukan teks UTF-8") from None
    if text.startswith(SCRIPT) or "\0" in text:
        raise PackError(f"{path}: program tidak dipakai dalam paket")


def _without_common_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """A ZIP often holds the one folder that was packed; what is in it is the pack."""
    tops = {path.partition("/")[0] for path in files}
    if "pack.yaml" in files or len(tops) != 1:
        return files
    (top,) = tops
    return {path.removeprefix(f"{top}/"): content for path, content in files.items()}


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP; the same files always give the same bytes."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            facts = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            facts.external_attr = (stat.S_IFREG | 0o644) << 16
            facts.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(facts, files[path])
    return memory.getvalue()
