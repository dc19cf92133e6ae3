"""Installing for a try: every fault with its line, and how the entries would read here; then all of it is undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, connection, transaction

from balai.core.actor import Actor
from balai.core.content import ContentContext, ContentError, ContentKind, Entry, kind_named
from balai.core.errors import BalaiError
from balai.foundation.packs.manifest import PackError, PackFile
from balai.foundation.packs.reading import Pack, plain

MOST_FAULTS = 20
Key = tuple[str, str]
Numbered = Sequence[tuple[int, Entry]]
#: What a handler raises on data of another shape than it expects.
SHAPELESS = (TypeError, KeyError, AttributeError, IndexError, ValueError, BalaiError, DatabaseError)


@dataclass(frozen=True)
class Rehearsal:
    """The faults, or without any, how each entry would read here."""

    faults: tuple[str, ...] = ()
    standing: dict[Key, Entry] = field(default_factory=dict)


def rehearse(pack: Pack, actor: Actor) -> Rehearsal:
    """Install everything and undo it. The faults are those of the first file that has any."""
    context = context_of(pack, actor)
    with transaction.atomic():
        one_at_a_time()
        faults = next(filter(None, (_faults(kind, file, context) for kind, file in pack.files)), [])
        standing = {} if faults else {**standing_entries(pack.keys), **_unadapted(pack)}
        transaction.set_rollback(True)
    return Rehearsal(tuple(faults), standing)


def one_at_a_time() -> None:
    """Wait until no other pack is tried or installed: what one brings, another must not meet half-way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('packs.install'))")


def context_of(pack: Pack, actor: Actor) -> ContentContext:
    """Where the entries come from, as handlers want to know."""
    manifest = pack.manifest
    return ContentContext(manifest.name, manifest.version, pack.folder, actor, manifest.origin)


def standing_entries(keys: dict[str, list[str]]) -> dict[Key, Entry]:
    """How these entries read here now, of the kinds that can be read back; one read for each kind."""
    return {
        (name, key): plain(entry)
        for name, wanted in keys.items()
        if wanted and (reader := kind_named(name).reader)
        for key, entry in reader(wanted).items()
    }


def _unadapted(pack: Pack) -> dict[Key, Entry]:
    """How the pack's entries read when nobody has adapted them, of the kinds where what stands cannot tell."""
    return {
        (kind.name, str(entry[kind.key])): plain(kind.unadapted(entry))
        for kind, file in pack.files
        if kind.unadapted
        for entry in file.entries
    }


def put(kind: ContentKind, file: PackFile, entries: Numbered, context: ContentContext) -> int:
    """Install entries of a file, each with its place in it. Raises PackError with file and line."""
    try:
        with transaction.atomic():
            return kind.handler([entry for _place, entry in entries], context)
    except ContentError as error:
        raise PackError(_located(file, entries, error)) from error
    except SHAPELESS as error:
        place = _blamed(kind, entries, context)
        raise PackError(f"{file.name}:{file.line_of([place])}: {_shapeless(error)}") from error


def _faults(kind: ContentKind, file: PackFile, context: ContentContext) -> list[str]:
    """The first fault of each ill entry of a file, so that all can be mended at once."""
    entries = list(enumerate(file.entries))
    found: list[str] = []
    while entries and len(found) < MOST_FAULTS:
        try:
            with transaction.atomic():
                kind.handler([entry for _place, entry in entries], context)
            break
        except ContentError as error:
            found.append(_located(file, entries, error))
            ill = _index(entries, error)
        except SHAPELESS as error:
            place = _blamed(kind, entries, context)
            found.append(f"{file.name}:{file.line_of([place])}: {_shapeless(error)}")
            ill = [number for number, _entry in entries].index(place)
        entries.pop(ill)
    return found


def _index(entries: Numbered, error: ContentError) -> int:
    place = error.path[0] if error.path else 0
    return place if isinstance(place, int) and place < len(entries) else 0


def _located(file: PackFile, entries: Numbered, error: ContentError) -> str:
    path = (entries[_index(entries, error)][0], *error.path[1:]) if error.path else ()
    return f"{file.name}:{file.line_of(path)}: {error}"


def _blamed(kind: ContentKind, entries: Numbered, context: ContentContext) -> int:
    """The place of the first entry that fails by itself."""
    for place, entry in entries:
        try:
            with transaction.atomic():
                kind.handler([entry], context)
        except (ContentError, *SHAPELESS):
            return place
    return entries[0][0]


def _shapeless(error: Exception) -> str:
    told = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
    return f"isi entri ini tidak berbentuk seperti seharusnya ({told})"
