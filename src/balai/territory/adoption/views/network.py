"""The network of regencies: a map, a graph and a table of who learned what from whom. Everybody may see it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.core.http.pages import public_page
from balai.foundation.regions.api import regency, tile_map
from balai.territory.adoption.forms import NetworkForm
from balai.territory.adoption.network import KINDS, Row, by_province, graph_of, network_sheet, rows_of
from balai.territory.adoption.sources import links
from balai.territory.innovations.api import innovation_choices, innovation_titles

PAGE = 25


def _rows(request: HttpRequest) -> tuple[NetworkForm, list[Row]]:
    form = NetworkForm(innovation_choices(), request.GET)
    wanted = form.wanted
    return form, wanted.ordered([row for row in rows_of(links()) if wanted.keeps(row)])


@require_safe
@public_page
def network(request: HttpRequest) -> HttpResponse:
    """The network, narrowed as the address says."""
    form, rows = _rows(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    kept = request.GET.copy()
    kept.pop("hal", None)
    regions = {row.other for row in rows}
    tiles = tile_map(by_province(rows))
    titles = innovation_titles({code for row in page.object_list for code in row.topics})
    context: dict[str, Any] = {
        "form": form,
        "wanted": form.wanted,
        "query": kept.urlencode(),
        "page": page,
        "lines": [(row, [titles[code] for code in row.topics if code in titles]) for row in page.object_list],
        "regions": len(regions),
        "off_map": sum(not code for code, _name in regions),
        "kinds": [
            (kind, label, sum(row.counts.get(kind, 0) for row in rows)) for kind, label in KINDS.items()
        ],
        "graph": graph_of(rows) if rows else None,
        "map": tiles,
        "province": next((tile.name for tile in tiles.tiles if tile.code == form.wanted.province), ""),
        "home": regency().code[:2],
    }
    return render(request, "adoption/network.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the table shows, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    return download(network_sheet(_rows(request)[1]), "jejaring", form)
