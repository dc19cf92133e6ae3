"""The manifest of a pack (``pack.yaml``) and the reading of its files with line numbers."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
from yaml import Node

from balai.core.content import ContentError, require_keys
from balai.foundation.packs.strict import Unreadable, data_of, line_in, read_tree

FORMAT = 1
LARGEST_TEXT = 2 << 20  # bytes of one YAML file
_REQUIRED = {"format", "name", "version", "title", "origin", "licence", "sources"}
_OPTIONAL = {"description", "regency", "requires", "based_on"}
REGION = {"type": "string", "pattern": r"^\d{2}(\.\d{2,4}){0,3}$"}
NAME = {"type": "string", "pattern": r"^[a-z][a-z0-9-]{1,40}$"}
VERSION = {"type": "string", "pattern": r"^\d{1,6}\.\d{1,6}\.\d{1,6}$"}
_NAME, _VERSION = re.compile(NAME["pattern"]), re.compile(VERSION["pattern"])
WORDS = {"type": "object", "additionalProperties": {"type": "string", "maxLength": 2000}, "maxProperties": 10}
SHORT = {"type": "string", "maxLength": 240}
#: What a manifest says beside name and version, as catalogues tell it too: another shape is read nowhere.
FACTS: dict[str, Any] = {
    "title": {**WORDS, "required": ["id"]},
    "description": WORDS,
    "origin": SHORT,
    "licence": SHORT,
    "sources": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 1000}},
    "requires": {"type": "array", "maxItems": 50, "items": NAME},
    "regency": {"anyOf": [REGION, {"const": ""}]},
    "based_on": {"type": "object", "additionalProperties": SHORT, "maxProperties": 3},
}
_SHAPE = jsonschema.Draft202012Validator({"type": "object", "properties": FACTS})


def is_version(text: str) -> bool:
    """True for a version such as 1.0.0."""
    return bool(_VERSION.fullmatch(text))


def raised(version: str) -> str:
    """The version with its last part one higher."""
    major, minor, patch = version_key(version)
    return f"{major}.{minor}.{patch + 1}"


class PackError(ValueError):
    """A pack cannot be read or installed; the text names file, line and what to do."""


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers, for comparing: 1.10.0 comes after 1.9.0, and any after what is no version."""
    return tuple(int(part) for part in version.split(".")) if is_version(version) else ()


@dataclass(frozen=True)
class Manifest:
    """What a pack says of itself. ``sources`` are the legal sources of its content."""

    name: str
    version: str
    title: dict[str, str]
    origin: str
    licence: str
    sources: tuple[str, ...]
    regency: str = ""
    requires: tuple[str, ...] = ()
    description: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)  # name, version and origin of the pack it adapts

    @property
    def version_key(self) -> tuple[int, ...]:
        """The version as numbers, for comparing."""
        return version_key(self.version)


@dataclass(frozen=True)
class PackFile:
    """One content file: the entries as plain data, the tree with line numbers, the digest of the text."""

    name: str
    entries: list[dict[str, Any]]
    tree: Node | None
    digest: str

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line (from 1) to which a path leads, or of the deepest part of it that exists."""
        return line_in(self.tree, path)


def _load(folder: Path, name: str) -> tuple[Node | None, Any, str]:
    """Tree, data and digest of a YAML file. Raises PackError with its line."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise PackError(
                f"{name}:1: lebih besar dari {LARGEST_TEXT >> 20} MB; pecah menjadi beberapa berkas"
            )
        text = path.read_text(encoding="utf-8")
        tree = read_tree(text)
        return tree, data_of(tree), hashlib.sha256(text.encode()).hexdigest()
    except Unreadable as error:
        raise PackError(f"{name}:{error.line}: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{name}: tidak terbaca ({error})") from error


def read_file(folder: Path, name: str) -> PackFile:
    """Read a content file by its path in the pack. Raises PackError with its line."""
    tree, entries, digest = _load(folder, name)
    if not isinstance(entries, list):
        raise PackError(f"{name}:1: berkas isi harus berupa daftar")
    return PackFile(name, entries, tree, digest)


def _check(facts: dict[str, Any]) -> None:
    require_keys(facts, required=_REQUIRED, optional=_OPTIONAL, path=())
    if facts["format"] != FORMAT:
        raise ContentError(
            f"bentuk paket {facts['format']} tidak dikenal; Balai ini membaca {FORMAT}", ["format"]
        )
    if not _NAME.match(str(facts["name"])):
        raise ContentError("nama paket: huruf kecil, angka dan tanda hubung", ["name"])
    if not _VERSION.match(str(facts["version"])):
        raise ContentError("versi harus berbentuk 1.0.0", ["version"])
    for error in _SHAPE.iter_errors(facts):
        path = list(error.absolute_path)
        raise ContentError(f"“{path[0]}” tidak berbentuk seperti seharusnya, atau terlalu panjang", path)
    if not facts["sources"] or not isinstance(facts["sources"], list):
        raise ContentError("sebutkan sekurangnya satu sumber hukum", ["sources"])
    if "based_on" in facts:
        keys = {"name", "version", "origin"}
        require_keys(facts["based_on"], required=keys, optional=set(), path=["based_on"])


def read_manifest(folder: Path) -> Manifest:
    """Read ``pack.yaml`` of the folder. Raises PackError with its line."""
    if not (folder / "pack.yaml").is_file():
        raise PackError(f"{folder}: bukan paket, tidak ada pack.yaml")
    tree, facts, digest = _load(folder, "pack.yaml")
    try:
        _check(facts)
    except ContentError as error:
        line = PackFile("pack.yaml", [], tree, digest).line_of(error.path)
        raise PackError(f"pack.yaml:{line}: {error}") from error
    facts.pop("format")
    return Manifest(
        **{**facts, "sources": tuple(facts["sources"]), "requires": tuple(facts.get("requires", ()))}
    )
