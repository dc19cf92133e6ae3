"""Reads of packs: what is installed, and how a folder compares with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from balai.foundation.packs.manifest import Manifest, version_key
from balai.foundation.packs.models import InstalledPack
from balai.foundation.packs.reading import read_pack

Change = Literal["baru", "berubah", "hilang"]


@dataclass(frozen=True)
class Inspection:
    """A folder compared with what is installed. ``changes`` lists only differences."""

    manifest: Manifest
    installed_version: str
    counts: dict[str, int]
    changes: tuple[tuple[Change, str, str], ...]


@dataclass(frozen=True)
class PackCard:
    """An installed pack."""

    name: str
    version: str
    title: dict[str, str]
    origin: str
    licence: str
    sources: list[str]

    @property
    def version_key(self) -> tuple[int, ...]:
        """The version as numbers, for comparing."""
        return version_key(self.version)


def installed_packs() -> list[PackCard]:
    """All installed packs by name."""
    return [
        PackCard(
            row.name, row.version, *(row.manifest[key] for key in ("title", "origin", "licence", "sources"))
        )
        for row in InstalledPack.objects.all()
    ]


def content_version() -> str:
    """One short text that changes whenever any pack changes; part of the page cache's key."""
    return "-".join(InstalledPack.objects.values_list("digest", flat=True))[:200]


def inspect_pack(folder: Path) -> Inspection:
    """Read and check a pack without installing it. Raises PackError."""
    pack = read_pack(folder)
    row = InstalledPack.objects.filter(name=pack.manifest.name).first()
    old = {(entry.kind, entry.key): entry.digest for entry in row.entries.all()} if row else {}
    new = pack.entry_digests()
    changes: list[tuple[Change, str, str]] = [("baru", *key) for key in new if key not in old]
    changes += [("berubah", *key) for key in new if key in old and old[key] != new[key]]
    changes += [("hilang", *key) for key in old if key not in new]
    counts = {kind.name: len(file.entries) for kind, file in pack.files}
    return Inspection(pack.manifest, row.version if row else "", counts, tuple(changes))
