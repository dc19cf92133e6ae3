"""Content kinds of packs: a module registers how entries of its kind are installed.

A pack is a directory; each ``<kind>.yaml`` in it is a list of entries. The handler gets the entries as plain
lists and mappings and raises ``ContentError`` with the path to the fault; the pack engine names file and line.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from balai.core.actor import Actor


class ContentError(ValueError):
    """A fault in an entry; ``path`` leads to it from the top of the file, such as ``(0, "steps", 2, "label")``."""

    def __init__(self, message: str, path: Sequence[str | int] = ()) -> None:
        super().__init__(message)
        self.path = tuple(path)


@dataclass(frozen=True)
class ContentContext:
    """Where the entries come from: the pack, its folder and who installs it.

    ``adapted`` names the entries that join what the pack changed with what was changed here.
    """

    pack: str
    version: str
    folder: Path
    actor: Actor
    origin: str = ""  # who made the pack; empty for what was written here
    adapted: frozenset[str] = frozenset()


Entry = dict[str, Any]
Handler = Callable[[list[Entry], ContentContext], int]
Reader = Callable[[Sequence[str]], dict[str, Entry]]
Needs = Callable[[Entry], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class ContentKind:
    """A kind of content: its file name, its place in the order of installing, the key that tells entries apart.

    ``reader`` reads entries back as they stand here; a kind without one is never adapted by a pack's rules.
    ``file_key`` is the key of an entry that names a file of the pack; read back, it holds the file's text.
    ``keeps_own`` marks a kind that keeps a regency's own words beside the original by itself.
    ``needs`` names the (kind, key) of what an entry cannot do without.
    ``unadapted`` says how an entry reads when nobody has adapted it, of a kind where what stands cannot tell: there a
    later table of the regency's own stands before the pack's.
    """

    name: str
    order: int
    key: str
    handler: Handler
    file_key: str = ""
    keeps_own: bool = False
    reader: Reader | None = None
    needs: Needs | None = None
    unadapted: Callable[[Entry], Entry] | None = None


_KINDS: dict[str, ContentKind] = {}


def content(name: str, *, order: int, key: str = "code", file_key: str = "") -> Callable[[Handler], Handler]:
    """Register the handler of ``<name>.yaml``; lower orders are installed first. Returns how many entries changed."""

    def register(handler: Handler) -> Handler:
        if name in _KINDS and _KINDS[name].handler is not handler:
            raise ValueError(f"content kind {name} is registered twice")
        _KINDS[name] = ContentKind(name, order, key, handler, file_key)
        return handler

    return register


def reads(name: str, *, keeps_own: bool = False) -> Callable[[Reader], Reader]:
    """Register how entries of a kind are read back as they stand, by key: all of them for no keys at all."""

    def register(reader: Reader) -> Reader:
        _KINDS[name] = replace(_KINDS[name], reader=reader, keeps_own=keeps_own)
        return reader

    return register


def needs(name: str) -> Callable[[Needs], Needs]:
    """Register what an entry of a kind cannot do without: what an export takes along."""

    def register(finder: Needs) -> Needs:
        _KINDS[name] = replace(_KINDS[name], needs=finder)
        return finder

    return register


def reads_unadapted(name: str) -> Callable[[Callable[[Entry], Entry]], Callable[[Entry], Entry]]:
    """Register how a sound entry of a kind reads when nobody has adapted it."""

    def register(teller: Callable[[Entry], Entry]) -> Callable[[Entry], Entry]:
        _KINDS[name] = replace(_KINDS[name], unadapted=teller)
        return teller

    return register


def kind_named(name: str) -> ContentKind:
    """The kind. Raises KeyError."""
    return _KINDS[name]


def kinds() -> list[ContentKind]:
    """All registered kinds in the order of installing."""
    return sorted(_KINDS.values(), key=lambda kind: (kind.order, kind.name))


def require_keys(
    entry: dict[str, Any], *, required: set[str], optional: set[str], path: Sequence[str | int]
) -> None:
    """Raise ContentError for a missing or an unknown key of a mapping."""
    if not isinstance(entry, dict):
        raise ContentError("di sini harus ada pasangan kunci dan nilai", path)
    for key in sorted(required - entry.keys()):
        raise ContentError(f"kunci “{key}” wajib ada", path)
    for key in sorted(entry.keys() - required - optional):
        raise ContentError(f"kunci “{key}” tidak dikenal", [*path, key])


def fault_in(part: Callable[[], Any]) -> ContentError | None:
    """What the check of a part refuses, None for a sound one: so that all faults can be told at once."""
    try:
        part()
    except ContentError as fault:
        return fault
    return None


def store(model: Any, key: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Create the row or bring it to the facts; True when something changed."""
    row, created = model.objects.get_or_create(**key, defaults=facts)
    stale = [name for name, value in facts.items() if getattr(row, name) != value]
    if not created and stale:
        for name in stale:
            setattr(row, name, facts[name])
        row.save(update_fields=stale)
    return bool(created or stale)


WRITTEN_HERE = "setempat"  # in place of a pack's name for what was written in the workplace


def written_here(actor: Actor) -> ContentContext:
    """Where an entry comes from that no pack brought."""
    return ContentContext(WRITTEN_HERE, "1.0.0", Path(), actor)
