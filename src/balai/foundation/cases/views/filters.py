"""The filters of the inbox, read from the address and written back into links."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import local
from balai.foundation.cases.inbox import MOST_COUNTED, SORTS, InboxFilters, Tab, inbox_counts
from balai.foundation.regions import api as regions

TAB_NAMES: dict[str, Tab] = {"saya": "mine", "unit": "unit", "tunggu": "waiting", "selesai": "done"}
SORT_NAMES = {"batas": "due", "perkara": "title"}
LONGEST_TEXT = 80


@dataclass(frozen=True)
class TabLink:
    """One tab with its address and count."""

    label: str
    href: str
    is_here: bool
    count: str


def read_filters(request: HttpRequest) -> InboxFilters:
    """The filters of the address; what is unknown falls back to the usual."""
    query = request.GET
    typed = query.get("urut", "")
    column = SORT_NAMES.get(typed.removeprefix("-"), "due")
    sort = f"-{column}" if typed.startswith("-") else column
    return InboxFilters(
        tab=TAB_NAMES.get(query.get("tab", ""), "mine"),
        service=query.get("layanan", "")[:60],
        region=query.get("wilayah", "")[:13],
        text=query.get("q", "").strip()[:LONGEST_TEXT].replace("\0", ""),
        sort=sort if sort in SORTS else "due",
        after=query.get("setelah", "")[:400],
    )


def link(request: HttpRequest, **changes: str) -> str:
    """This page's address with other filters; empty ones are left out."""
    query = {key: request.GET.get(key, "") for key in ("tab", "layanan", "wilayah", "q", "urut")} | changes
    text = urlencode({key: value for key, value in query.items() if value})
    return f"?{text}" if text else "?"


def tab_links(request: HttpRequest, actor: Actor, current: Tab) -> list[TabLink]:
    """The four tabs; finished work is not counted."""
    counts: Mapping[Tab, int] = inbox_counts(actor)
    labels = {
        "saya": _("Untuk saya"),
        "unit": _("Satu unit"),
        "tunggu": _("Saya tunggu"),
        "selesai": _("Selesai"),
    }
    return [
        TabLink(label, link(request, tab=name, urut=""), TAB_NAMES[name] == current, _count(counts, name))
        for name, label in labels.items()
    ]


def _count(counts: Mapping[Tab, int], name: str) -> str:
    number = counts.get(TAB_NAMES[name])
    if number is None:
        return ""
    return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number)


def region_choices(actor: Actor, chosen: str) -> list[tuple[str, str]]:
    """Districts (and the villages of a chosen one) for whoever reaches more than one place."""
    if not any(grant.region_prefix or len(grant.unit_ids) > 1 for grant in actor.grants):
        return []
    home = regions.regency()
    districts = regions.children(home.code)
    district = chosen[:8]
    villages = regions.children(district) if district in {place.code for place in districts} else []
    choices = []
    for place in districts:
        choices.append((place.code, place.title))
        choices += [(below.code, f"– {below.title}") for below in villages if below.parent_code == place.code]
    return choices


def describe(filters: InboxFilters, services: list[tuple[str, str]], places: list[tuple[str, str]]) -> str:
    """The chosen filters in words: "Semua layanan, semua kecamatan"."""
    service = dict(services).get(filters.service) or _("Semua layanan")
    place = dict(places).get(filters.region, "").removeprefix("– ")
    return ", ".join(
        part for part in (local(service), place or (_("semua kecamatan") if places else "")) if part
    )
