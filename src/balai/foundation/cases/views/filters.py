"""The filters of the inbox, read from the address and written back into links."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.clock import read_day
from balai.core.counting import shown_count
from balai.core.ids import read_id
from balai.core.ui.look import current_regency
from balai.foundation.cases.choices import Choice
from balai.foundation.cases.inbox import SORTS, Held, InboxFilters, Sort, Tab, inbox_counts
from balai.foundation.cases.models import Case
from balai.foundation.cases.narrowing import Due, Period
from balai.foundation.regions import api as regions

TAB_NAMES: dict[str, Tab] = {"saya": "mine", "unit": "unit", "tunggu": "waiting", "selesai": "done"}
SORT_NAMES = {"batas": "due", "perkara": "title", "masuk": "opened"}
DUE_NAMES: dict[str, Due] = {"terlambat": "late", "hari-ini": "today", "pekan-ini": "week"}
HELD_NAMES: dict[str, Held] = {"saya": "me", "kosong": "nobody"}
NARROWING = ("q", "layanan", "tahap", "tempo", "unit", "petugas", "kanal", "dari", "sampai", "wilayah")
KEYS = ("tab", *NARROWING, "urut")
LONGEST_TEXT = 80


@dataclass(frozen=True)
class TabLink:
    """One tab with its address and count."""

    label: str
    href: str
    is_here: bool
    count: str


def read_filters(query: QueryDict) -> InboxFilters:
    """The filters of the address; what is unknown falls back to the usual."""
    return InboxFilters(
        tab=TAB_NAMES.get(query.get("tab", ""), "mine"),
        service=_text(query, "layanan", 60),
        state=_text(query, "tahap", 60),
        due=DUE_NAMES.get(query.get("tempo", "")),
        unit=read_id(query.get("unit", "")),
        held=HELD_NAMES.get(query.get("petugas", "")),
        channel=query.get("kanal", "") if query.get("kanal") in Case.Channel.values else "",
        period=read_period(query),
        region=_text(query, "wilayah", 13),
        text=_text(query, "q", LONGEST_TEXT),
        sort=_sort(query.get("urut", "")),
        after=query.get("setelah", "")[:400],
    )


def _text(query: QueryDict, key: str, longest: int) -> str:
    return query.get(key, "").strip()[:longest].replace("\0", "")


def _sort(typed: str) -> Sort:
    column = SORT_NAMES.get(typed.removeprefix("-"), "due")
    return next(sort for sort in SORTS if sort == (f"-{column}" if typed.startswith("-") else column))


def read_period(query: QueryDict) -> Period:
    """The days ``dari`` and ``sampai``; an impossible day leaves that end open."""
    return Period(read_day(query.get("dari", "")), read_day(query.get("sampai", "")))


def link(request: HttpRequest, **changes: str) -> str:
    """The inbox with other filters."""
    return address(request, KEYS, **changes)


def kept_filters(request: HttpRequest) -> list[tuple[str, str]]:
    """The filters in force besides tab and text, which another search keeps."""
    return [(key, value) for key in KEYS if key not in ("tab", "q") and (value := request.GET.get(key))]


def address(request: HttpRequest, keys: Iterable[str], **changes: str) -> str:
    """This page's address with the given keys of its query, some changed; empty ones are left out."""
    query = {key: request.GET.get(key, "") for key in keys} | changes
    text = urlencode({key: value for key, value in query.items() if value})
    return f"?{text}" if text else "?"


def tab_links(request: HttpRequest, actor: Actor, current: Tab) -> list[TabLink]:
    """The four tabs; finished work is not counted."""
    counts = inbox_counts(actor)
    labels = {
        "saya": _("Untuk saya"),
        "unit": _("Satu unit"),
        "tunggu": _("Saya tunggu"),
        "selesai": _("Selesai"),
    }
    return [
        TabLink(
            label,
            link(request, tab=name, urut=""),
            TAB_NAMES[name] == current,
            shown_count(counts.get(TAB_NAMES[name])),
        )
        for name, label in labels.items()
    ]


def region_choices(actor: Actor, chosen: str) -> list[Choice]:
    """Districts (and the villages of a chosen one) for whoever reaches more than one place."""
    if not any(grant.region_prefix or len(grant.unit_ids) > 1 for grant in actor.grants):
        return []
    districts = regions.children(current_regency().code)
    district = chosen[:8]
    villages = regions.children(district) if district in {place.code for place in districts} else []
    choices = []
    for place in districts:
        choices.append((place.code, place.title))
        choices += [(below.code, f"– {below.title}") for below in villages if below.parent_code == place.code]
    return choices
