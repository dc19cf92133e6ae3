"""Public pages of places: search, the tree, one place. They work without JavaScript."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from balai.foundation.regions import api, selectors
from balai.foundation.regions.api import RegionCard
from balai.foundation.regions.build import read_stamp
from balai.foundation.regions.geometry import outline
from balai.foundation.regions.models import Region

FOUND, SUGGESTED, LONGEST = 50, 8, 80


@dataclass(frozen=True)
class Row:
    """A place below another one, with what lies in it in words ("8 desa")."""

    place: RegionCard
    inside: str


def in_words(counts: dict[str, int]) -> str:
    """How many villages of each kind: "7 desa, 1 kelurahan"."""
    desa, wards, customary = (counts.get(kind, 0) for kind in api.VILLAGE_KINDS)
    parts = [
        ngettext("%(n)s desa", "%(n)s desa", desa) % {"n": desa} if desa else "",
        ngettext("%(n)s kelurahan", "%(n)s kelurahan", wards) % {"n": wards} if wards else "",
        ngettext("%(n)s desa adat", "%(n)s desa adat", customary) % {"n": customary} if customary else "",
    ]
    return ", ".join(filter(None, parts))


def rows_below(code: str, level: int) -> list[Row]:
    """The places directly below; three levels of them carry their counts."""
    counts = selectors.village_counts(code) if level < 3 else {}
    return [Row(place, in_words(counts.get(place.code, {}))) for place in api.children(code)]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The regency's districts, and the search over the whole country."""
    regency = api.regency()
    text = request.GET.get("q", "").strip()[:LONGEST]
    rows = rows_below(regency.code, 2)
    context = {
        "regency": regency,
        "text": text,
        "found": api.search_regions(text, limit=FOUND) if text else [],
        "rows": [] if text else rows,
        "summary": in_words(selectors.village_totals(regency.code)),
        "districts": len(rows),
        "source": read_stamp(),
    }
    return render(request, "regions/home.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Suggestions for an address: links as a partial for htmx, otherwise JSON.

    ``q`` is the text, ``di`` limits to what lies below a code, ``jenis`` to kinds (comma-separated).
    """
    kinds = [kind for kind in request.GET.get("jenis", "").split(",") if kind in Region.Kind.values]
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = (
        api.search_regions(text, request.GET.get("di", "")[:13], kinds, SUGGESTED) if len(text) > 1 else []
    )
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "regions/bits/suggestions.html", {"found": found, "text": text})
    results = [
        {"kode": place.code, "nama": place.title, "di": place.where, "jenis": place.kind} for place in found
    ]
    return JsonResponse({"hasil": results})


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One place: what it is, where it lies, its outline, what lies in it."""
    place = selectors.place_with_boundary(code)
    steps = api.path(code)
    context = {
        "place": steps[-1],
        "is_current": place.is_current,
        "where": ", ".join(step.title for step in reversed(steps[:-1])),
        "trail": [
            (_("Wilayah"), "/wilayah/"),
            *((step.title, f"/wilayah/{step.code}/") for step in steps[:-1]),
        ],
        "rows": rows_below(code, place.level) if place.level < 4 else [],
        "summary": in_words(selectors.village_totals(code)) if place.level < 4 else "",
        "outline": outline(place.boundary, selectors.point(place)) if place.boundary else None,
        "source": read_stamp(),
    }
    return render(request, "regions/place.html", context)
