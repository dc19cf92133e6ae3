"""A pack beside what is installed: what it changes, what the regency adapted, and where both met."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, cast

from balai.core.actor import Actor
from balai.core.content import Entry, kind_named
from balai.core.ui.words import local
from balai.foundation.packs.fitting import require_fit
from balai.foundation.packs.manifest import Manifest, PackError
from balai.foundation.packs.merging import Leaf, Path, Stand, Verdict, judge, leaves, merge
from balai.foundation.packs.models import InstalledEntry, InstalledPack
from balai.foundation.packs.reading import Pack
from balai.foundation.packs.rehearsing import Key, rehearse, standing_entries

Side = Literal["ours", "theirs", "both"]
MEETING: frozenset[Verdict] = frozenset(
    {"theirs", "ours", "both", "conflict"}
)  # both sides have it, differently


@dataclass(frozen=True)
class Difference:
    """One entry on its three sides; ``base`` is how the pack's earlier version read here.

    ``choices`` are places for which the regency's side was chosen before, with the digest of what stood there.
    """

    kind: str
    key: str
    verdict: Verdict
    base: Entry | None = None
    ours: Entry | None = None
    theirs: Entry | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Any:
        """What people call it, in all its languages where it has several."""
        entry = self.theirs or self.ours or self.base or {}
        return entry.get("title") or entry.get("name") or self.key

    @property
    def name(self) -> str:
        """What people call it, in the reader's language."""
        return local(self.words) or self.key

    @property
    def is_one_thing(self) -> bool:
        """True for an entry with a file: it is not put together of two."""
        return kind_named(self.kind).file_key in (self.ours or {})

    @property
    def is_by_place(self) -> bool:
        """True when each of its places may be chosen: what stands here is known and can be put together."""
        is_known = self.verdict in MEETING and kind_named(self.kind).reader is not None
        return is_known and not self.is_one_thing

    @property
    def proposed(self) -> Side:
        """What is done when nobody chooses; where places meet, the regency's stands."""
        if self.sides:
            return self.sides[0]
        return "ours" if self.verdict == "gone" else "theirs"

    @property
    def sides(self) -> tuple[Side, ...]:
        """What may be chosen, the proposed one first; nothing where there is nothing to choose."""
        if self.verdict != "stranger" and self.verdict not in MEETING:
            return ()
        if self.is_by_place:
            return ("both", "ours", "theirs")
        return ("theirs", "ours") if self.verdict == "theirs" else ("ours", "theirs")

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Where the sides differ."""
        if self.ours is None or self.theirs is None:
            return []
        return list(leaves(self.ours if self.base is None else self.base, self.ours, self.theirs))

    @cached_property
    def open_places(self) -> list[Leaf]:
        """The places of which each side may be chosen for itself."""
        return [leaf for leaf in self.leaves if leaf.stands] if self.is_by_place else []

    @property
    def conflicts(self) -> list[Leaf]:
        """Those that both sides changed."""
        return [leaf for leaf in self.open_places if leaf.is_conflict]

    @property
    def settled(self) -> frozenset[Path]:
        """The conflicts that were chosen before, where the regency still has what it chose to keep."""
        same = (leaf for leaf in self.conflicts if self.choices.get(leaf.word) == digest_of(leaf.ours))
        return frozenset(leaf.path for leaf in same)

    @property
    def is_asking(self) -> bool:
        """True when somebody should look at it: what was chosen before is not asked again."""
        if self.verdict == "conflict" and not self.is_one_thing:
            return len(self.settled) < len(self.conflicts)
        return self.verdict in ("conflict", "stranger")

    def joined(self, chosen: Mapping[str, Stand]) -> tuple[Side, Entry | None]:
        """Both sides in one, as places were chosen: whose entry that is, and what is installed (None: nothing)."""
        places = {leaf.path: chosen[leaf.word] for leaf in self.open_places if leaf.word in chosen}
        merged = merge(self.base, self.ours, self.theirs, places)[0]
        if merged == self.theirs:
            return "theirs", self.theirs
        return ("ours", None) if merged == self.ours else ("both", cast("Entry", merged))


@dataclass(frozen=True)
class Comparison:
    """A whole pack beside what is installed."""

    manifest: Manifest
    installed_version: str
    differences: tuple[Difference, ...]

    @property
    def changes(self) -> list[Difference]:
        """What is not simply the same."""
        return [one for one in self.differences if one.verdict != "same"]

    @property
    def seen(self) -> str:
        """Changes as soon as anything of it does: what was seen is what is installed."""
        facts = [[one.kind, one.key, one.verdict, one.base, one.ours, one.theirs] for one in self.differences]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


class FaultyPack(PackError):
    """A pack with faults, all that were found at once."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0])


def compare_pack(pack: Pack, actor: Actor) -> Comparison:
    """The pack on three sides. Raises PackError for one that does not belong here, FaultyPack."""
    require_fit(pack.manifest)
    row = InstalledPack.objects.filter(name=pack.manifest.name).first()
    ours = standing_entries(pack.keys)
    tried = rehearse(pack, actor)
    if tried.faults:
        raise FaultyPack(tried.faults)
    bases, choices = _bases(pack, row), _choices(row)
    raw = pack.whole_entries()
    read = {**raw, **tried.standing}
    found = ((key, _difference(key, bases, ours, read[key], raw[key])) for key in raw)
    differences = [replace(one, choices=choices.get(key, {})) for key, one in found]
    return Comparison(pack.manifest, row.version if row else "", (*differences, *_gone(row, raw, bases)))


def _difference(
    key: Key, bases: dict[Key, Any], ours: dict[Key, Entry], read: Entry | None, raw: Entry
) -> Difference:
    kind = kind_named(key[0])
    base = bases.get(key)
    if kind.reader is None:
        verdict = "theirs" if key in bases and base is None else judge(base, base, raw)
        return Difference(*key, verdict, base, base, raw)
    standing = ours.get(key)
    base = standing if key in bases and base is None else base
    if kind.keeps_own:
        verdict = judge(base, base, raw) if standing in (None, base) else "kept"
        return Difference(*key, verdict, base, standing, raw)
    verdict = judge(base, standing, read)
    if verdict == "both" and kind.file_key in (standing or {}):
        verdict = "conflict"  # see ``is_one_thing``
    return Difference(*key, verdict, base, standing, read)


def _choices(row: InstalledPack | None) -> dict[Key, dict[str, str]]:
    rows = row.entries.exclude(choices={}) if row else ()
    return {(entry.kind, entry.key): entry.choices for entry in rows}


def digest_of(text: str) -> str:
    """What tells whether a place reads as it did when it was chosen."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _bases(pack: Pack, row: InstalledPack | None) -> dict[Key, Entry | None]:
    """How the entries were brought before: by this pack, else by the last pack that brought them."""
    rows = InstalledEntry.objects.filter(kind__in=list(pack.keys)).order_by("pack__installed_at")
    every = {(entry.kind, entry.key): entry.content for entry in rows}
    own = {(entry.kind, entry.key): entry.content for entry in row.entries.all()} if row else {}
    return {**every, **own}


def _gone(row: InstalledPack | None, raw: dict[Key, Entry], bases: dict[Key, Any]) -> list[Difference]:
    if row is None:
        return []
    keys = [(entry.kind, entry.key) for entry in row.entries.all()]
    return [Difference(*key, "gone", base=bases.get(key)) for key in keys if key not in raw]


def adaptations(packs: Iterable[InstalledPack]) -> dict[str, list[Difference]]:
    """What the regency adapted, by pack; one read for each kind."""
    rows = InstalledEntry.objects.filter(pack__in=list(packs)).exclude(content=None).select_related("pack")
    wanted: dict[str, list[str]] = {}
    for entry in rows:
        wanted.setdefault(entry.kind, []).append(entry.key)
    standing = standing_entries(wanted)
    found: dict[str, list[Difference]] = {}
    for entry in rows:
        ours = standing.get((entry.kind, entry.key))
        if ours is not None and ours != entry.content:
            one = Difference(entry.kind, entry.key, "ours", entry.content, ours, entry.content)
            found.setdefault(entry.pack.name, []).append(one)
    return found
