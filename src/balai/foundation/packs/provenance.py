"""Where an entry that stands here comes from: pack, version, origin, and whether it was adapted."""

from dataclasses import dataclass

from balai.core.content import kind_named
from balai.foundation.packs.models import InstalledEntry
from balai.foundation.packs.rehearsing import standing_entries


@dataclass(frozen=True)
class Provenance:
    """The pack that brought an entry. ``publisher`` is the catalogue that the pack came from, empty for none."""

    pack: str
    version: str
    origin: str
    adapted: bool
    title: dict[str, str]
    publisher: str = ""


def provenance_of(kind: str, key: str) -> Provenance | None:
    """Where the entry comes from; None for one that was made here."""
    rows = InstalledEntry.objects.filter(kind=kind, key=key).select_related("pack__publisher")
    entry = rows.order_by("pack__installed_at").last()
    if entry is None:
        return None
    manifest, publisher = entry.pack.manifest, entry.pack.publisher
    return Provenance(
        entry.pack.name,
        entry.pack.version,
        manifest["origin"],
        _is_adapted(entry),
        manifest["title"],
        publisher.label if publisher else "",
    )


def _is_adapted(entry: InstalledEntry) -> bool:
    if entry.content is None or kind_named(entry.kind).reader is None:
        return False
    standing = standing_entries({entry.kind: [entry.key]}).get((entry.kind, entry.key))
    return standing is not None and standing != entry.content
