"""Putting packs together from what is installed, and from what stands here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Any

from balai.core.content import ContentKind, Entry, kind_named, kinds
from balai.foundation.packs.comparing import adaptations
from balai.foundation.packs.manifest import FORMAT, LARGEST_TEXT, Manifest, PackError, PackFile, raised
from balai.foundation.packs.merging import as_yaml
from balai.foundation.packs.models import InstalledEntry, InstalledPack
from balai.foundation.packs.reading import read_pack
from balai.foundation.packs.rehearsing import Key, standing_entries
from balai.foundation.regions.api import regency

Files = dict[str, bytes]


@dataclass(frozen=True)
class Origin:
    """On which pack another one is based."""

    name: str
    version: str
    origin: str


def as_brought(row: InstalledPack) -> Files:
    """The files of a pack exactly as they came. Raises PackError when they were not kept."""
    files = {file.path: bytes(file.content) for file in row.files.all()}
    if not files:
        raise PackError(f"Berkas paket “{row.name}” belum tersimpan; pasang sekali lagi dari foldernya.")
    return files


def is_own(row: InstalledPack) -> bool:
    """True for a pack that this regency put together itself."""
    return row.publisher_id is None and bool(row.manifest["origin"] == regency().name)


def own_name(row: InstalledPack) -> str:
    """What a pack is called once this regency has adapted it; its own keeps its name."""
    return row.name if is_own(row) else f"{row.name}-{regency().code.replace('.', '')}"[:41]


def as_adapted(row: InstalledPack, version: str = "") -> Files:
    """The pack as the regency adapted it, under a name (and version) of its own, its origin kept. Raises PackError."""
    from balai.foundation.packs.archive import laid_out

    files = as_brought(row)
    ours = {(one.kind, one.key): one.ours for one in adaptations([row]).get(row.name, []) if one.ours}
    with laid_out(files) as folder:
        pack = read_pack(folder)
        for kind, file in pack.files:
            if any((kind.name, str(entry[kind.key])) in ours for entry in file.entries):
                files |= _rewritten(kind, file, ours, files)
    manifest = {**_manifest(pack.manifest), "version": version or row.version}
    if is_own(row):
        manifest["version"] = version or raised(row.version)
    else:
        based_on = asdict(Origin(row.name, row.version, pack.manifest.origin))
        manifest |= {"name": own_name(row), "origin": regency().name, "based_on": based_on}
    return {**files, "pack.yaml": as_yaml(manifest).encode()}


def _rewritten(kind: ContentKind, file: PackFile, ours: Mapping[Key, Entry], present: Files) -> Files:
    """The file of a kind with the regency's entries in place of the pack's."""
    entries, files = [], Files()
    for entry in file.entries:
        own = ours.get((kind.name, str(entry[kind.key])))
        if own is not None and kind.file_key in own:
            files[str(entry[kind.file_key])] = str(own[kind.file_key]).encode()
            own = {**entry, **own, kind.file_key: entry[kind.file_key]}
        entries.append(own or entry)
    return {**files, **in_pieces(file.name, map(_item, entries), present)}


def _manifest(manifest: Manifest) -> dict[str, Any]:
    facts = {"format": FORMAT, **asdict(manifest)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in facts.items() if value}


def composed(wanted: Iterable[Key], facts: Mapping[str, Any]) -> Files:
    """A pack of entries as they stand here, with all that they cannot do without. Raises PackError.

    ``facts`` are name, version, title and sources of its manifest.
    """
    entries = closure(wanted)
    manifest = {
        "format": FORMAT,
        "origin": regency().name,
        "licence": "MIT",
        **facts,
        **_based_on(list(entries)),
    }
    files = {"pack.yaml": as_yaml(manifest).encode()}
    for kind in kinds():
        files |= _written(kind, {key: entry for (name, key), entry in entries.items() if name == kind.name})
    return files


def closure(wanted: Iterable[Key]) -> dict[Key, Entry]:
    """The entries and, entry by entry, what they need. Raises PackError for one that is not here."""
    found: dict[Key, Entry] = {}
    waiting = list(wanted)
    while waiting:
        name, key = waiting.pop(0)
        if (name, key) in found:
            continue
        standing = standing_entries({name: [key]})
        if (name, key) not in standing:
            raise PackError(f"{name}/{key}: tidak ada di sini")
        found |= standing
        needs = kind_named(name).needs
        waiting += needs(found[name, key]) if needs else ()
    return found


def _based_on(keys: list[Key]) -> dict[str, Any]:
    """The pack that brought the first of the entries, unless they were made here."""
    for kind, key in keys:
        row = InstalledEntry.objects.filter(kind=kind, key=key).select_related("pack").last()
        if row is not None:
            return {"based_on": asdict(Origin(row.pack.name, row.pack.version, row.pack.manifest["origin"]))}
    return {}


def _written(kind: ContentKind, entries: Mapping[str, Entry]) -> Files:
    if not entries:
        return {}
    files, listed = Files(), []
    for key, entry in entries.items():
        if kind.file_key in entry:
            path = f"{kind.name}/{key}.typ"
            files[path] = str(entry[kind.file_key]).encode()
            entry = {**entry, kind.file_key: path}
        listed.append(entry)
    return {**files, **in_pieces(f"{kind.name}.yaml", map(_item, listed))}


def _item(entry: Entry) -> str:
    return as_yaml([entry])


def in_pieces(name: str, items: Iterable[str], present: Collection[str] = ()) -> Files:
    """The items of a list as one file, or where that would be too large to be read, as several.

    The first keeps the name; the others lie in the folder of the kind, beside what is present:
    ``forms.yaml``, ``forms/forms-002.yaml``.
    """
    texts, size = [""], 0
    for item in items:
        if size and size + len(item.encode()) > LARGEST_TEXT:
            texts.append("")
            size = 0
        texts[-1] += item
        size += len(item.encode())
    path = PurePosixPath(name)
    folder = path.parts[0].removesuffix(".yaml")
    numbered = (f"{folder}/{path.stem}-{number:03}.yaml" for number in count(2))
    free = (place for place in numbered if place not in present)
    return {place: text.encode() for place, text in zip(chain([name], free), texts, strict=False)}


def require_readable(files: Files) -> None:
    """Raise PackError for a pack that could not be read again."""
    from balai.foundation.packs.archive import laid_out

    with laid_out(files) as folder:
        read_pack(folder)
