"""The entries of the frame. Modules register theirs in ``AppConfig.ready``; no module edits a layout."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString

from balai.core.actor import Actor
from balai.core.counting import Rows, counted_once, shown_count
from balai.core.ui.addresses import fixed_address
from balai.core.ui.icons import StrOrPromise

Room = Literal["portal", "workplace", "account", "bell", "cooperation"]


@dataclass(frozen=True)
class Entry:
    """One way into a module.

    ``permission`` hides it from actors without, ``shown_to`` by a rule of its own, ``needs`` where none of its rows are
    there; ``waiting`` gives the rows that wait there, which the frame counts; ``brief`` is one word for narrow places.
    """

    label: StrOrPromise
    icon: str
    url_name: str
    room: Room = "workplace"
    group: StrOrPromise = ""
    order: int = 100
    permission: str = ""
    waiting: Rows | None = None
    needs: Rows | None = None
    shown_to: Callable[[Actor], bool] | None = None
    brief: StrOrPromise = ""


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it."""

    label: str
    icon: str
    href: str
    is_here: bool
    count: str
    brief: str = ""


@dataclass(frozen=True)
class Group:
    """Links under a common heading; the first group has none."""

    label: str
    links: tuple[Link, ...]


_entries: dict[tuple[Room, str], Entry] = {}
_filters: list[Callable[[Entry], bool]] = []


def show_only(is_shown: Callable[[Entry], bool]) -> None:
    """Let a module above hide entries, whatever the actor may see (in ``AppConfig.ready``)."""
    _filters.append(is_shown)


def is_open(url_name: str) -> bool:
    """False for an address that a module above hides, such as one of a part that is switched off."""
    return all(is_shown(Entry("", "", url_name)) for is_shown in _filters)


def register(*entries: Entry) -> None:
    """Add entries; the same address in the same room replaces the earlier one."""
    for entry in entries:
        _entries[entry.room, entry.url_name] = entry


def groups(room: Room, actor: Actor | None, path: str) -> list[Group]:
    """The groups of a room that the actor may enter; the longest matching address is "here"."""
    counts = counted_once(actor, frame_sources(room, actor)) if actor and actor.is_signed_in else {}
    allowed = (entry for entry in _allowed(room, actor) if not entry.needs or counts.get(entry.needs))
    found = [(entry, href) for entry in allowed if (href := _address(entry))]
    here = max((href for _, href in found if _leads_to(href, path)), key=len, default="")
    return [
        Group(label, tuple(_link(entry, href, href == here, counts) for entry, href in members))
        for label, members in groupby(found, key=lambda pair: str(pair[0].group))
    ]


@lru_cache(maxsize=512)
def draw_menu(groups: tuple[Group, ...], language: str) -> SafeString:
    """The menu of a room as HTML; every page shows it twice, beside the page and in the sheet of phones."""
    return render_to_string("core/bits/work_links.html", {"work_groups": groups})


def frame_sources(room: Room, actor: Actor) -> list[Rows]:
    """What the frame of a room counts for the actor: a page that counts anyway asks for all at once."""
    seen = (entry for entry in _entries.values() if entry.room == room and _may_see(entry, actor))
    return [rows for entry in seen for rows in (entry.waiting, entry.needs) if rows]


def _allowed(room: Room, actor: Actor | None) -> list[Entry]:
    mine = [entry for entry in _entries.values() if entry.room == room and _may_see(entry, actor)]
    first: dict[str, int] = {}
    for entry in sorted(mine, key=lambda entry: entry.order):
        first.setdefault(str(entry.group), entry.order)
    return sorted(mine, key=lambda entry: (first[str(entry.group)], str(entry.group), entry.order))


def _may_see(entry: Entry, actor: Actor | None) -> bool:
    if not all(is_shown(entry) for is_shown in _filters):
        return False
    if entry.shown_to:
        return bool(actor and entry.shown_to(actor))
    return not entry.permission or bool(actor and actor.may(entry.permission))


def _address(entry: Entry) -> str:
    try:
        return fixed_address(entry.url_name)
    except NoReverseMatch:
        return ""


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))


def _link(entry: Entry, href: str, is_here: bool, counts: dict[Rows, int]) -> Link:
    number = counts.get(entry.waiting, 0) if entry.waiting else 0
    return Link(str(entry.label), entry.icon, href, is_here, shown_count(number or None), str(entry.brief))
