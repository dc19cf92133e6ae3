"""Install a pack: all of it in one transaction, or nothing; what the regency adapted stays unless it is given up."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import Entry
from balai.core.errors import Conflict
from balai.foundation.audit.api import record
from balai.foundation.packs.comparing import Comparison, Difference, Side, compare_pack, digest_of
from balai.foundation.packs.events import PACK_INSTALLED
from balai.foundation.packs.fitting import require_fit
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.merging import Stand
from balai.foundation.packs.models import InstalledEntry, InstalledPack, PackFile
from balai.foundation.packs.policies import require_manager
from balai.foundation.packs.reading import Pack, read_pack
from balai.foundation.packs.rehearsing import Key, Numbered, context_of, one_at_a_time, put, standing_entries

MOST_NAMED = 5
Say = Callable[[int, int, str], None]  # done, of how many, what


Spot = tuple[str, str, str]  # kind, key, place


@dataclass(frozen=True)
class Decision:
    """What was chosen for entries, and for places within them; for the others, what is proposed. ``seen`` is the
    comparison that was shown, ``publisher_id`` the catalogue that the pack came from.
    """

    sides: Mapping[Key, Side] = field(default_factory=dict)
    places: Mapping[Spot, Stand] = field(default_factory=dict)
    seen: str = ""
    publisher_id: UUID | None = None


def decision_of(sides: Mapping[str, str], seen: str = "", publisher_id: UUID | None = None) -> Decision:
    """The decision that words stand for: ``kind/key`` or ``kind/key#place``, each with a side. Raises PackError."""
    entries: dict[Key, Side] = {}
    places: dict[Spot, Stand] = {}
    for word, side in sides.items():
        entry, is_place, place = word.partition("#")
        kind, slash, key = entry.partition("/")
        if not slash:
            raise PackError(f"“{word}”: tulis jenis dan kunci, misalnya services/akta-kelahiran")
        if is_place:
            places[kind, key, place] = side  # type: ignore[assignment]
        else:
            entries[kind, key] = side  # type: ignore[assignment]
    return Decision(entries, places, seen, publisher_id)


@dataclass(frozen=True)
class Installation:
    """What came of it: the changed entries by kind (empty when the same pack was there already), and those
    of which the regency's own stayed or was put together with the pack's. ``unasked`` are the places where both had
    changed the same and nobody chose: the regency's stayed.
    """

    name: str
    version: str
    changed: dict[str, int]
    kept: tuple[Key, ...] = ()
    merged: tuple[Key, ...] = ()
    unasked: tuple[str, ...] = ()


def install_pack(
    actor: Actor, folder: Path, decision: Decision | None = None, say: Say = lambda *_facts: None
) -> Installation:
    """Read, check and install the pack of a folder; a pack that is there unchanged is left alone.

    Raises PackError with file and line, and leaves everything as it was; NotAllowed without packs.manage;
    Conflict when what was seen is not what is there any more.
    """
    require_manager(actor)
    pack = read_pack(folder)
    with transaction.atomic():
        one_at_a_time()
        present = InstalledPack.objects.select_for_update().filter(name=pack.manifest.name).first()
        if decision is None and present and present.digest == pack.digest:
            _keep_what_older_versions_did_not(pack, present)
            return Installation(pack.manifest.name, pack.manifest.version, {})
        require_fit(pack.manifest)
        return _install(pack, actor, decision or Decision(), say)


def _install(pack: Pack, actor: Actor, decision: Decision, say: Say) -> Installation:
    is_new = not decision.seen and not standing_entries(pack.keys)
    comparison = None if is_new else compare_pack(pack, actor)
    if decision.seen and comparison and decision.seen != comparison.seen:
        raise Conflict(_("Isi di sini sudah berubah sejak Anda membandingkan. Bandingkan sekali lagi."))
    wishes = _wishes(comparison, decision)
    chosen = {key: wish.entry for key, wish in wishes.items() if wish.side != "theirs"}
    changed = _put_all(pack, actor, chosen, say)
    choices = {key: wish.choices for key, wish in wishes.items()}
    _remember(pack, actor, Memory(_contents(pack, comparison), choices, decision.publisher_id))
    kept = tuple(key for key, entry in chosen.items() if entry is None)
    merged = tuple(key for key, entry in chosen.items() if entry is not None)
    unasked = tuple(f"{kind}/{key}#{word}" for (kind, key), wish in wishes.items() for word in wish.unasked)
    return Installation(pack.manifest.name, pack.manifest.version, changed, kept, merged, unasked)


@dataclass(frozen=True)
class Wish:
    """What becomes of an entry that stands here already: what is installed (None to leave what stands), the places
    that stay the regency's also when a later version changes them again, and those of which nobody said anything.
    """

    side: Side
    entry: Entry | None
    choices: Mapping[str, str]
    unasked: tuple[str, ...] = ()


def _wishes(comparison: Comparison | None, decision: Decision) -> dict[Key, Wish]:
    """What was chosen, entry by entry. Raises PackError for a choice that there is not."""
    differences = [one for one in comparison.differences if one.verdict != "gone"] if comparison else []
    known = {(one.kind, one.key, leaf.word) for one in differences for leaf in one.open_places}
    for spot in decision.places:
        if spot not in known:
            raise PackError(f"{spot[0]}/{spot[1]}#{spot[2]}: di sini tidak ada yang dapat dipilih")
    return {(one.kind, one.key): _wish(one, decision) for one in differences}


def _wish(one: Difference, decision: Decision) -> Wish:
    key = (one.kind, one.key)
    side = decision.sides.get(key, one.proposed)
    if side != one.proposed and side not in one.sides:
        raise PackError(f"{one.kind}/{one.key}: di sini tidak ada yang dapat dipilih")
    if side == "theirs":
        return Wish(side, one.theirs, {})
    places = [leaf.word for leaf in one.open_places]
    if side == "ours":
        return Wish(side, None, *_remembered(one, dict.fromkeys(places, "ours")))
    chosen = {word: stand for word in places if (stand := decision.places.get((*key, word)))}
    return Wish(*one.joined(chosen), *_remembered(one, chosen))


def _remembered(one: Difference, chosen: Mapping[str, Stand]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The places that stay the regency's whatever the pack has there, and those of which nobody said so."""
    offered = [leaf for leaf in one.open_places if leaf.is_conflict or leaf.stands == "theirs"]
    refused = [leaf for leaf in offered if chosen.get(leaf.word, leaf.stands) == "ours"]
    settled, asked = one.settled, {leaf.word for leaf in offered}
    stays = {
        leaf.word: digest_of(leaf.ours) for leaf in refused if leaf.word in chosen or leaf.path in settled
    }
    before = {word: digest for word, digest in one.choices.items() if word not in asked}
    return {**before, **stays}, tuple(leaf.word for leaf in refused if leaf.word not in stays)


def _put_all(pack: Pack, actor: Actor, chosen: Mapping[Key, Entry | None], say: Say) -> dict[str, int]:
    context = context_of(pack, actor)
    changed: dict[str, int] = {}
    for number, (kind, file) in enumerate(pack.files):
        say(number, len(pack.files), kind.name)
        keyed = [
            (place, (kind.name, str(entry[kind.key])), entry) for place, entry in enumerate(file.entries)
        ]
        entries: Numbered = [
            (place, wanted) for place, key, entry in keyed if (wanted := chosen.get(key, entry)) is not None
        ]
        adapted = frozenset(key for (name, key), entry in chosen.items() if name == kind.name and entry)
        try:
            done = put(kind, file, entries, replace(context, adapted=adapted))
        except PackError as error:
            raise _not_together(error, chosen) from error
        changed[kind.name] = changed.get(kind.name, 0) + done
    return changed


def _not_together(error: PackError, chosen: Mapping[Key, Entry | None]) -> PackError:
    """Alone the pack was without faults: what does not fit is what was kept or put together here."""
    if not chosen:
        return error
    named = ", ".join(f"{kind}/{key}" for kind, key in list(chosen)[:MOST_NAMED])
    return PackError(
        _(
            "Paket ini tidak cocok dengan penyesuaian di sini: {fault}. Tidak ada yang terpasang. "
            "Ambil dari paket untuk entri itu, atau ubah dulu penyesuaiannya ({entries})."
        ).format(fault=error, entries=named)
    )


def _contents(pack: Pack, comparison: Comparison | None) -> dict[Key, Entry | None]:
    """How each entry reads here when nobody adapts it."""
    if comparison is not None:
        return {(one.kind, one.key): one.theirs for one in comparison.differences}
    return {**pack.whole_entries(), **standing_entries(pack.keys)}


@dataclass(frozen=True)
class Memory:
    """What is kept of an installation: how each entry reads unadapted, what stays the regency's, whence it came."""

    contents: Mapping[Key, Entry | None]
    choices: Mapping[Key, Mapping[str, str]]
    publisher_id: UUID | None


def _remember(pack: Pack, actor: Actor, memory: Memory) -> None:
    row = InstalledPack.objects.filter(name=pack.manifest.name).first() or InstalledPack(
        name=pack.manifest.name
    )
    before = row.version
    row.version = pack.manifest.version
    row.manifest = asdict(pack.manifest)
    row.digest = pack.digest
    row.installed_at = timezone.now()
    row.installed_by = actor.name
    row.publisher_id = memory.publisher_id or row.publisher_id
    row.save()
    row.entries.all().delete()
    InstalledEntry.objects.bulk_create(
        InstalledEntry(
            pack=row,
            kind=kind,
            key=key,
            digest=digest,
            content=memory.contents.get((kind, key)),
            choices=memory.choices.get((kind, key), {}),
        )
        for (kind, key), digest in pack.entry_digests().items()
    )
    _keep_files(pack, row)
    record(actor, PACK_INSTALLED, subject=row, pack=row.name, version=row.version, before=before)


def _keep_what_older_versions_did_not(pack: Pack, row: InstalledPack) -> None:
    """The files, and how the entries read: packs could not be adapted when these were not kept."""
    if not row.files.exists():
        _keep_files(pack, row)
    if row.entries.filter(content=None).exists():
        contents = _contents(pack, None)
        for entry in row.entries.filter(content=None):
            entry.content = contents.get((entry.kind, entry.key))
            entry.save(update_fields=["content"])


def _keep_files(pack: Pack, row: InstalledPack) -> None:
    row.files.all().delete()
    PackFile.objects.bulk_create(
        PackFile(pack=row, path=path, content=content) for path, content in pack.raw_files().items()
    )
