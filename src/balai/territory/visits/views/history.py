"""The history of visits: the list, where they came from, what for, what became of it; and the same as files."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.foundation.accounts.api import officer_required
from balai.foundation.regions.api import tile_map
from balai.territory.visits import exchange, figures, selectors
from balai.territory.visits.cards import delegation_card
from balai.territory.visits.days import days_in_words
from balai.territory.visits.forms import HistoryForm
from balai.territory.visits.hooks import STAGES, outcomes
from balai.territory.visits.models import Delegation
from balai.territory.visits.policies import MANAGE
from balai.territory.visits.wording import pill_of, topic_namer, topic_names

PAGE = 25


@dataclass(frozen=True)
class Step:
    """A step of the conversion: how many visits reached it, of how many."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down."""
        return self.count * 100 // self.of if self.of else 0


@never_cache
@require_safe
@officer_required(MANAGE)
def history(request: HttpRequest) -> HttpResponse:
    """Every visit, narrowed and searched; pictures of the same rows."""
    actor = request.actor  # type: ignore[attr-defined]
    form = HistoryForm(selectors.years(actor), request.GET)
    rows = selectors.visits(actor, form.filters)
    page = Paginator(selectors.with_units(rows), PAGE).get_page(request.GET.get("hal"))
    taken = rows.filter(selectors.took_place())
    year = form.filters.year or timezone.localdate().year
    years, topics = figures.topics_by_year(taken)
    context = {
        "form": form,
        "filters": form.filters,
        "query": _without_page(request),
        "page": page,
        "lines": _lines(list(page.object_list)),
        "map": tile_map(figures.by_province(taken)),
        "years": years,
        "topics": _named(topics),
        "most_topics": figures.TOPICS,
        "funnel": _funnel(taken),
        "year": year,
        **_guests_of(year),
    }
    return render(request, "visits/history.html", context)


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("hal", None)
    return query.urlencode()


def _named(rows: list[tuple[str, list[int]]]) -> list[tuple[str, list[int], int]]:
    names = topic_names([code for code, _counts in rows])
    return [(name, counts, sum(counts)) for name, (_code, counts) in zip(names, rows, strict=True)]


def _lines(rows: list[Delegation]) -> list[dict[str, Any]]:
    led_to, named = outcomes([delegation_card(row) for row in rows]), topic_namer()
    return [
        {
            "visit": row,
            "pill": pill_of(row),
            "days": days_in_words(row),
            "topics": named(row.topics),
            "outcomes": [one for stage in STAGES for one in led_to[row.pk].get(stage, ())],
        }
        for row in rows
    ]


def _guests_of(year: int) -> dict[str, Any]:
    """Those who came in a year, and those who are still to come."""
    span = (date(year, 1, 1), date(year, 12, 31))
    visits, people = figures.still_to_come(*span)
    return {"sums": figures.summed(figures.guests(*span)), "coming": {"visits": visits, "people": people}}


def _funnel(rows: QuerySet[Delegation]) -> list[Step]:
    """Visit, agreement, adoption, result: how many of all these visits reached each."""
    names = {"agreement": _("Kesepakatan"), "adoption": _("Adopsi"), "result": _("Hasil terukur")}
    visits, led_to = figures.conversion(rows)
    return [Step(_("Kunjungan"), visits, visits), *(Step(names[one], led_to[one], visits) for one in STAGES)]


@require_safe
@officer_required(MANAGE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What is shown, as a file."""
    actor = request.actor  # type: ignore[attr-defined]
    if kind not in {"csv", "xlsx"}:
        raise NotVisible
    form = HistoryForm(selectors.years(actor), request.GET)
    return download(exchange.visit_sheet(actor, form.filters), _("riwayat-kunjungan"), kind)


@require_safe
@officer_required(MANAGE)
def guests(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The guests of a year as visitors of the territory, as a file."""
    if kind not in {"csv", "xlsx"} or not 2000 <= year <= 2100:
        raise NotVisible
    return download(exchange.guest_sheet(year), f"{_('tamu-kunjungan')}-{year}", kind)
