"""The panel of filters: what can be chosen, and what is in force, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.actor import Actor
from balai.core.ui.words import short_date
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.choices import Choice, Service, services_at_work, units_at_work
from balai.foundation.cases.inbox import InboxFilters
from balai.foundation.cases.views.filters import link, read_filters, region_choices
from balai.foundation.cases.wording import CHANNELS, DUES, HELD, SORT_WORDS


@dataclass(frozen=True)
class Select:
    """One thing to choose; ``everything`` is the choice that leaves nothing out."""

    name: str
    label: str
    everything: str
    options: tuple[Choice, ...]
    value: str

    @property
    def said(self) -> str:
        """The choice in force in words; empty for none."""
        return dict(self.options).get(self.value, "").removeprefix("– ")


@dataclass(frozen=True)
class Chip:
    """A filter in force, with the address that lifts it."""

    label: str
    href: str


@dataclass(frozen=True)
class _Offer:
    """A filter with the choices that it would have: they are asked for only when they are shown."""

    name: str
    label: str
    everything: str
    options: Callable[[], Iterable[tuple[str, object]]]

    def select(self, request: HttpRequest) -> Select:
        """The choices, with the one in force."""
        options = tuple((code, str(words)) for code, words in self.options())
        return Select(self.name, self.label, self.everything, options, request.GET.get(self.name, ""))


def _offers(actor: Actor, filters: InboxFilters) -> list[_Offer]:
    services = cache(partial(services_at_work, actor))
    held = HELD if filters.tab in ("mine", "unit") else {}
    return [
        _Offer("tempo", _("Batas waktu"), _("Semua batas"), DUES.items),
        _Offer(
            "layanan", _("Layanan"), _("Semua layanan"), lambda: [(one.code, one.title) for one in services()]
        ),
        _Offer("tahap", _("Tahap"), _("Semua tahap"), lambda: _states(services(), filters.service)),
        _Offer("petugas", _("Dikerjakan"), _("Siapa saja"), held.items),
        _Offer("unit", _("Unit"), _("Semua unit"), partial(units_at_work, actor)),
        _Offer(
            "wilayah",
            _("Kecamatan atau desa"),
            _("Semua kecamatan"),
            partial(region_choices, actor, filters.region),
        ),
        _Offer("kanal", _("Diajukan"), _("Semua jalur"), CHANNELS.items),
    ]


def _states(services: Iterable[Service], code: str) -> list[Choice]:
    return [state for service in services if service.code == code for state in service.states]


def selects_of(request: HttpRequest, actor: Actor, filters: InboxFilters) -> list[Select]:
    """What this person can choose from; a choice of one is left out."""
    selects = [offer.select(request) for offer in _offers(actor, filters)]
    return [select for select in selects if select.options]


def chips_of(request: HttpRequest, actor: Actor, filters: InboxFilters) -> list[Chip]:
    """One chip for each filter in force."""
    period, offers = filters.period, _offers(actor, filters)
    said = {offer.name: offer.select(request).said for offer in offers if request.GET.get(offer.name)}
    if filters.text:
        said["q"] = f"“{filters.text}”"
    if period.start:
        said["dari"] = _("Masuk sejak %(day)s") % {"day": short_date(period.start)}
    if period.end:
        said["sampai"] = _("Masuk sampai %(day)s") % {"day": short_date(period.end)}
    return [Chip(words, link(request, **{name: ""})) for name, words in said.items() if words]


@require_safe
@officer_required()
def panel_page(request: HttpRequest) -> HttpResponse:
    """All filters: a part of the inbox once it is opened there, a page of its own without JavaScript."""
    actor = request.actor  # type: ignore[attr-defined]
    filters = read_filters(request.GET)
    context = {
        "filters": filters,
        "selects": selects_of(request, actor, filters),
        "sorts": SORT_WORDS.items(),
        "sort": request.GET.get("urut", "batas"),
    }
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "cases/bits/panel.html" if is_part else "cases/panel.html", context)
