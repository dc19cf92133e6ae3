"""Reads of packs: what is installed, and how a folder compares with it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.administration import State
from balai.core.ui.words import local
from balai.foundation.packs.comparing import Difference, adaptations
from balai.foundation.packs.manifest import Manifest, version_key
from balai.foundation.packs.models import Arrival, InstalledEntry, InstalledPack, PackFile
from balai.foundation.packs.reading import read_pack
from balai.foundation.packs.words import kind_label

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


@dataclass(frozen=True)
class Brought:
    """An entry as its pack brought it, and the digest of that pack: it changes with any of its files."""

    pack: str
    digest: str
    entry: dict[str, Any]


def brought(kind: str) -> list[Brought]:
    """The entries of a kind in all installed packs; for kinds that are read from the pack where they are used."""
    rows = InstalledEntry.objects.filter(kind=kind).select_related("pack").order_by("pack__name", "key")
    return [Brought(row.pack.name, row.pack.digest, row.content) for row in rows if row.content]


def brought_file(pack: str, path: str) -> bytes | None:
    """A file of an installed pack; None when it has none of that path."""
    row = PackFile.objects.filter(pack__name=pack, path=path).first()
    return bytes(row.content) if row else None


def brought_paths(pack: str, folder: str) -> list[str]:
    """The files of an installed pack whose path begins so, without reading them."""
    rows = PackFile.objects.filter(pack__name=pack, path__startswith=folder)
    return list(rows.values_list("path", flat=True))


@dataclass(frozen=True)
class PackPage:
    """An installed pack as a page tells of it."""

    card: PackCard
    description: str
    based_on: dict[str, str]
    installed_at: datetime
    installed_by: str
    adapted: list[Difference]
    entries: list[tuple[str, list[str]]]


def pack_pages(name: str = "") -> list[PackPage]:
    """All installed packs, or the one, with what of them was adapted; as many queries as there are kinds."""
    rows = list(InstalledPack.objects.filter(name=name) if name else InstalledPack.objects.all())
    adapted = adaptations(rows)
    return [_page(row, adapted.get(row.name, []), with_entries=bool(name)) for row in rows]


def _page(row: InstalledPack, adapted: list[Difference], *, with_entries: bool) -> PackPage:
    facts = row.manifest
    card = PackCard(row.name, row.version, *(facts[key] for key in ("title", "origin", "licence", "sources")))
    entries: dict[str, list[str]] = {}
    for entry in row.entries.all() if with_entries else ():
        entries.setdefault(kind_label(entry.kind), []).append(entry.key)
    description = local(facts["description"]) if facts.get("description") else ""
    return PackPage(
        card, description, facts.get("based_on", {}), row.installed_at, row.installed_by, adapted,
        list(entries.items()),
    )  # fmt: skip


def waiting_arrivals() -> list[Arrival]:
    """What was brought and is neither installed nor thrown away."""
    rows = Arrival.objects.filter(state__in=Arrival.WAITING).select_related("publisher")
    return list(rows.defer("content", "findings", "publisher__document"))


def standing(actor: Actor) -> State | None:
    """How packs stand, for the page of administration."""
    waiting = Arrival.objects.filter(state__in=Arrival.WAITING).count()
    if waiting:
        return State(_("{count} kiriman menunggu").format(count=waiting), waits=True)
    return State(_("{count} paket terpasang").format(count=InstalledPack.objects.count()))


def content_digests() -> "QuerySet[InstalledPack, Any]":
    """They change whenever any pack does; part of the page cache's key."""
    return InstalledPack.objects.order_by("name").values_list("digest", flat=True)


def inspect_pack(folder: Path) -> Inspection:
    """Read and check a pack without installing it. Raises PackError."""
    pack = read_pack(folder)
    row = InstalledPack.objects.filter(name=pack.manifest.name).first()
    old = {(entry.kind, entry.key): entry.digest for entry in row.entries.all()} if row else {}
    new = pack.entry_digests()
    changes: list[tuple[Change, str, str]] = [("baru", *key) for key in new if key not in old]
    changes += [("berubah", *key) for key in new if key in old and old[key] != new[key]]
    changes += [("hilang", *key) for key in old if key not in new]
    counts = {name: len(keys) for name, keys in pack.keys.items()}
    return Inspection(pack.manifest, row.version if row else "", counts, tuple(changes))
