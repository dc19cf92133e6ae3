"""A pack as read from its folder: manifest, files by kind, and digests of its entries."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balai.core.content import ContentKind, Entry, kinds
from balai.foundation.packs.manifest import Manifest, PackError, PackFile, read_file, read_manifest

NOT_CONTENT = {"pack.yaml", "look.yaml"}
LARGEST_PACK, MOST_FILES = 32 << 20, 1000  # bytes, files


@dataclass(frozen=True)
class Pack:
    """Everything that a folder brings."""

    folder: Path
    manifest: Manifest
    files: tuple[tuple[ContentKind, PackFile], ...]

    def raw_files(self) -> dict[str, bytes]:
        """Every file of the folder by its path in it."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @property
    def digest(self) -> str:
        """One digest over manifest and every file in the folder, extra files included."""
        total = hashlib.sha256()
        for path, content in self.raw_files().items():
            total.update(path.encode() + b"\0" + content)
        return total.hexdigest()

    @property
    def keys(self) -> dict[str, list[str]]:
        """The keys of the entries by kind."""
        found: dict[str, list[str]] = {}
        for kind, file in self.files:
            found.setdefault(kind.name, []).extend(str(entry[kind.key]) for entry in file.entries)
        return found

    def whole_entries(self) -> dict[tuple[str, str], Entry]:
        """Every entry as plain data, with the text of the file that it names in place of its name."""
        return {
            (kind.name, str(entry[kind.key])): self._whole(kind, entry)
            for kind, file in self.files
            for entry in file.entries
        }

    def _whole(self, kind: ContentKind, entry: Entry) -> Entry:
        path = self.folder / str(entry.get(kind.file_key, "")) if kind.file_key else None
        inside = path is not None and path.resolve().is_relative_to(self.folder.resolve())
        text = path.read_text(encoding="utf-8") if path and inside and path.is_file() else None
        return {**trimmed(plain(entry)), **({} if text is None else {kind.file_key: text})}

    def entry_digests(self) -> dict[tuple[str, str], str]:
        """(kind, key) of every entry with its digest."""
        return {
            (kind.name, str(entry.get(kind.key, place))): _digest(entry)
            for kind, file in self.files
            for place, entry in enumerate(file.entries)
        }


def trimmed(value: Any) -> Any:
    """The value without the line end that a block of YAML leaves behind its texts."""
    if isinstance(value, dict):
        return {name: trimmed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [trimmed(part) for part in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def plain(entry: Entry) -> Entry:
    """The entry as JSON keeps it: dates as texts, keys as texts."""
    found: Entry = json.loads(json.dumps(entry, default=str))
    return found


def _digest(entry: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()


def read_pack(folder: Path) -> Pack:
    """Read manifest and content files. Raises PackError for an unknown kind or a double entry."""
    _require_plain_files(folder)
    manifest = read_manifest(folder)
    files = tuple((kind, read_file(folder, name)) for kind, name in _content_files(folder))
    _refuse_doubles(files)
    return Pack(folder, manifest, files)


def _content_files(folder: Path) -> Iterator[tuple[ContentKind, str]]:
    """The files of each kind in the order of installing: ``<kind>.yaml``, then those of the folder ``<kind>/``."""
    paths = (path.relative_to(folder) for path in folder.rglob("*.yaml"))
    names = {path.as_posix() for path in paths} - NOT_CONTENT
    mine = {kind.name: sorted(name for name in names if _holds(name, kind)) for kind in kinds()}
    for name in sorted(names.difference(*mine.values())):
        raise PackError(f"{name}:1: jenis isi ini tidak dikenal oleh Balai versi ini")
    yield from ((kind, name) for kind in kinds() for name in mine[kind.name])


def _holds(name: str, kind: ContentKind) -> bool:
    folder, _, file = name.partition("/")
    return name == f"{kind.name}.yaml" or (folder == kind.name and bool(file) and "/" not in file)


def _require_plain_files(folder: Path) -> None:
    """Raise PackError for what is no file or folder of the pack itself, and for a pack out of all measure."""
    total = 0
    for number, path in enumerate(sorted(folder.rglob("*")), 1):
        name = path.relative_to(folder)
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise PackError(f"{name}: tautan dan berkas khusus tidak dipakai dalam paket")
        total += path.stat().st_size if path.is_file() else 0
        if total > LARGEST_PACK or number > MOST_FILES:
            raise PackError(
                f"{name}: paket terlalu besar (paling banyak {LARGEST_PACK >> 20} MB, {MOST_FILES} berkas)"
            )


def _refuse_doubles(files: tuple[tuple[ContentKind, PackFile], ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for kind, file in files:
        for place, entry in enumerate(file.entries):
            if not isinstance(entry, dict) or kind.key not in entry:
                raise PackError(f"{file.name}:{file.line_of([place])}: kunci “{kind.key}” wajib ada")
            key = str(entry[kind.key])
            if (kind.name, key) in seen:
                raise PackError(f"{file.name}:{file.line_of([place, kind.key])}: “{key}” disebut dua kali")
            seen.add((kind.name, key))
