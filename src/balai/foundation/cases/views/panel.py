"""The panel of filters: what can be chosen, and what is in force, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import short_date
from balai.foundation.cases.choices import Choice, services_at_work, units_at_work
from balai.foundation.cases.inbox import InboxFilters
from balai.foundation.cases.views.filters import link, region_choices
from balai.foundation.cases.wording import CHANNELS, DUES, HELD


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


def selects_of(request: HttpRequest, actor: Actor, filters: InboxFilters) -> list[Select]:
    """What this person can choose from; a choice of one is left out."""
    services = services_at_work(actor)
    states = [state for service in services if service.code == filters.service for state in service.states]
    offered = [
        ("tempo", _("Batas waktu"), _("Semua batas"), DUES.items()),
        ("layanan", _("Layanan"), _("Semua layanan"), [(one.code, one.title) for one in services]),
        ("tahap", _("Tahap"), _("Semua tahap"), states),
        (
            "petugas",
            _("Dikerjakan"),
            _("Siapa saja"),
            HELD.items() if filters.tab in ("mine", "unit") else (),
        ),
        ("unit", _("Unit"), _("Semua unit"), units_at_work(actor)),
        ("wilayah", _("Kecamatan atau desa"), _("Semua kecamatan"), region_choices(actor, filters.region)),
        ("kanal", _("Diajukan"), _("Semua jalur"), CHANNELS.items()),
    ]
    return [_select(request, *one) for one in offered if one[3]]


def _select(
    request: HttpRequest, name: str, label: str, everything: str, options: Iterable[tuple[str, object]]
) -> Select:
    said = tuple((code, str(words)) for code, words in options)
    return Select(name, label, everything, said, request.GET.get(name, ""))


def chips_of(request: HttpRequest, filters: InboxFilters, selects: list[Select]) -> list[Chip]:
    """One chip for each filter in force."""
    period = filters.period
    said = {select.name: select.said for select in selects}
    if filters.text:
        said["q"] = f"“{filters.text}”"
    if period.start:
        said["dari"] = _("Masuk sejak %(day)s") % {"day": short_date(period.start)}
    if period.end:
        said["sampai"] = _("Masuk sampai %(day)s") % {"day": short_date(period.end)}
    return [Chip(words, link(request, **{name: ""})) for name, words in said.items() if words]
