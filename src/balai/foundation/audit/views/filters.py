"""The filters of the trail, read from the address and written back into links."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.core.clock import read_day
from balai.core.ids import read_id
from balai.foundation.accounts import api as accounts
from balai.foundation.audit.journal import REGULATED
from balai.foundation.audit.masking import without_numbers
from balai.foundation.audit.registry import names, sentence
from balai.foundation.audit.selectors import TABS, Filters, Tab
from balai.foundation.audit.words import LOOKED_AT, looked_at, thing_name
from balai.foundation.organizations import api as organizations

KEYS = ("tab", "kode", "orang", "sebagai", "unit", "jenis", "dari", "sampai", "ditolak")
LONGEST_TEXT = 120


@dataclass(frozen=True)
class Choice:
    """One of several things that a typed text may mean."""

    label: str
    href: str


@dataclass(frozen=True)
class Asked:
    """What was asked: the filters, what was typed, and what is still to be chosen or was not found."""

    filters: Filters
    person: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    not_found: str = ""

    @property
    def is_narrowed(self) -> bool:
        """True when any filter but the tab is set."""
        plain = Filters(tab=self.filters.tab, before=self.filters.before)
        return bool(self.filters != plain or self.choices or self.not_found)


def read_asked(request: HttpRequest) -> Asked:
    """The filters of the address. A name that means several people or units gives choices instead."""
    query = request.GET
    people = _people(_typed(request, "orang"))
    units = _units(_typed(request, "unit"))
    tab = query.get("tab", "")
    filters = Filters(
        tab=tab if tab in TABS else "peristiwa",
        code=_typed(request, "kode").upper(),
        person_id=people[0][0] if len(people) == 1 else None,
        is_owner=query.get("sebagai") == "pemilik",
        unit_id=units[0][0] if len(units) == 1 else None,
        name=_typed(request, "jenis")[:60],
        since=read_day(query.get("dari", "")),
        until=read_day(query.get("sampai", "")),
        refused=query.get("ditolak") == "1",
        before=read_id(query.get("sebelum", "")),
    )
    return Asked(
        filters,
        person=people[0][1] if len(people) == 1 else _typed(request, "orang"),
        unit=units[0][1] if len(units) == 1 else _typed(request, "unit"),
        choices=(*_choices(request, "orang", people), *_choices(request, "unit", units)),
        not_found=_missed(request, people, units),
    )


def link(request: HttpRequest, **changes: str) -> str:
    """This list's address with other filters; empty ones are left out."""
    query = {key: request.GET.get(key, "") for key in KEYS} | changes
    text = urlencode({key: value for key, value in query.items() if value})
    return f"?{text}" if text else "?"


def described(request: HttpRequest) -> str:
    """The filters as they are logged; identity numbers that somebody typed are masked."""
    told = {key: request.GET.get(key, "")[:LONGEST_TEXT] for key in KEYS}
    return without_numbers(", ".join(f"{key}={value}" for key, value in told.items() if value)) or "–"


def kinds(tab: Tab) -> list[tuple[str, str]]:
    """The kinds of entries that the tab can be limited to, in words."""
    if tab == "perubahan":
        return sorted(((kind, thing_name(kind)) for kind in REGULATED), key=lambda pair: pair[1])
    if tab == "akses":
        return [(what, looked_at(what)) for what in LOOKED_AT]
    return sorted(((name, sentence(name, {})) for name in names()), key=lambda pair: pair[1])


def _typed(request: HttpRequest, key: str) -> str:
    return request.GET.get(key, "").strip()[:LONGEST_TEXT]


def _people(text: str) -> list[tuple[UUID, str]]:
    if not text:
        return []
    return [(card.id, f"{card.name} ({card.masked_nik or card.id})") for card in accounts.people_called(text)]


def _units(text: str) -> list[tuple[UUID, str]]:
    if not text:
        return []
    cards = organizations.units_by_kind()
    exact = [card for card in cards if text in {card.code, str(card.id)} or text.lower() == card.name.lower()]
    found = exact or [card for card in cards if text.lower() in card.name.lower()]
    return [(card.id, card.name) for card in found[:10]]


def _choices(request: HttpRequest, key: str, found: list[tuple[UUID, str]]) -> list[Choice]:
    if len(found) < 2:
        return []
    return [Choice(label, link(request, **{key: str(each)})) for each, label in found]


def _missed(request: HttpRequest, people: list[tuple[UUID, str]], units: list[tuple[UUID, str]]) -> str:
    if _typed(request, "orang") and not people:
        return _("Tidak ada akun dengan nama atau nama pengguna “%(text)s”.") % {
            "text": _typed(request, "orang")
        }
    if _typed(request, "unit") and not units:
        return _("Tidak ada unit bernama “%(text)s”.") % {"text": _typed(request, "unit")}
    return ""
