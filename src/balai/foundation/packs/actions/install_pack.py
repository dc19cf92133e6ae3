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
from balai.foundation.packs.comparing import Comparison, Side, compare_pack
from balai.foundation.packs.events import PACK_INSTALLED
from balai.foundation.packs.fitting import require_fit
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import InstalledEntry, InstalledPack, PackFile
from balai.foundation.packs.policies import require_manager
from balai.foundation.packs.reading import Pack, read_pack
from balai.foundation.packs.rehearsing import Key, Numbered, context_of, put, standing_entries

Say = Callable[[int, int, str], None]  # done, of how many, what


@dataclass(frozen=True)
class Decision:
    """What was chosen for entries; for the others, what is proposed. ``seen`` is the comparison that was shown,
    ``publisher_id`` the catalogue that the pack came from.
    """

    sides: Mapping[Key, Side] = field(default_factory=dict)
    seen: str = ""
    publisher_id: UUID | None = None


@dataclass(frozen=True)
class Installation:
    """What came of it: the changed entries by kind (empty when the same pack was there already), and those
    of which the regency's own stayed or was put together with the pack's.
    """

    name: str
    version: str
    changed: dict[str, int]
    kept: tuple[Key, ...] = ()
    merged: tuple[Key, ...] = ()


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
    sides = _sides(comparison, decision)
    merged = tuple(key for key, side in sides.items() if side == "both")
    changed = _put_all(pack, actor, Choice(_chosen(comparison, sides), merged), say)
    _remember(pack, actor, _contents(pack, comparison), decision.publisher_id)
    kept = tuple(key for key, side in sides.items() if side == "ours")
    return Installation(pack.manifest.name, pack.manifest.version, changed, kept, merged)


@dataclass(frozen=True)
class Choice:
    """What is not installed as the pack has it (None to leave what stands), and which entries join both sides."""

    entries: Mapping[Key, Entry | None]
    merged: tuple[Key, ...]


def _sides(comparison: Comparison | None, decision: Decision) -> dict[Key, Side]:
    """The side for every entry that stands here already. Raises PackError for a side that it does not have."""
    found: dict[Key, Side] = {}
    for one in comparison.differences if comparison else ():
        key = (one.kind, one.key)
        side = decision.sides.get(key, one.proposed)
        if one.verdict == "gone":
            continue
        if side != one.proposed and side not in one.sides:
            raise PackError(f"{one.kind}/{one.key}: di sini tidak ada yang dapat dipilih")
        found[key] = side
    return found


def _chosen(comparison: Comparison | None, sides: Mapping[Key, Side]) -> dict[Key, Entry | None]:
    """What is not installed as the pack has it: None to leave what stands, or both changes in one."""
    differences = {(one.kind, one.key): one for one in comparison.differences} if comparison else {}
    return {key: differences[key].chosen(side) for key, side in sides.items() if side != "theirs"}


def _put_all(pack: Pack, actor: Actor, choice: Choice, say: Say) -> dict[str, int]:
    context = context_of(pack, actor)
    changed: dict[str, int] = {}
    for number, (kind, file) in enumerate(pack.files):
        say(number, len(pack.files), kind.name)
        keyed = [
            (place, (kind.name, str(entry[kind.key])), entry) for place, entry in enumerate(file.entries)
        ]
        entries: Numbered = [
            (place, wanted)
            for place, key, entry in keyed
            if (wanted := choice.entries.get(key, entry)) is not None
        ]
        adapted = frozenset(key for name, key in choice.merged if name == kind.name)
        done = put(kind, file, entries, replace(context, adapted=adapted))
        changed[kind.name] = changed.get(kind.name, 0) + done
    return changed


def _contents(pack: Pack, comparison: Comparison | None) -> dict[Key, Entry | None]:
    """How each entry reads here when nobody adapts it."""
    if comparison is not None:
        return {(one.kind, one.key): one.theirs for one in comparison.differences}
    return {**pack.whole_entries(), **standing_entries(pack.keys)}


def _remember(
    pack: Pack, actor: Actor, contents: Mapping[Key, Entry | None], publisher_id: UUID | None
) -> None:
    row = InstalledPack.objects.filter(name=pack.manifest.name).first() or InstalledPack(
        name=pack.manifest.name
    )
    before = row.version
    row.version = pack.manifest.version
    row.manifest = asdict(pack.manifest)
    row.digest = pack.digest
    row.installed_at = timezone.now()
    row.installed_by = actor.name
    row.publisher_id = publisher_id or row.publisher_id
    row.save()
    row.entries.all().delete()
    InstalledEntry.objects.bulk_create(
        InstalledEntry(pack=row, kind=kind, key=key, digest=digest, content=contents.get((kind, key)))
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
