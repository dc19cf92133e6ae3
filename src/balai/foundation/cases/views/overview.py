"""The overview of a unit or a region for its supervisors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.counting import shown_count
from balai.core.exchange import Sheet, download
from balai.core.ids import read_id
from balai.core.ui.addresses import address_of
from balai.core.ui.pills import draw
from balai.core.ui.stencils import stamped
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.models import spec_of
from balai.foundation.cases.overview import (
    PAGE,
    OverviewFilters,
    OverviewRow,
    Status,
    overview_counts,
    overview_rows,
    rows_to_export,
)
from balai.foundation.cases.views.filters import (
    address,
    read_filters,
    region_choices,
)
from balai.foundation.cases.wording import due_pill, outcome_pill

STATUS_NAMES: dict[str, Status] = {
    "berjalan": "open",
    "terlambat": "late",
    "menunggu": "waiting",
    "selesai": "closed",
    "semua": "all",
}
KEYS = ("status", "q", "layanan", "wilayah", "unit", "kanal", "dari", "sampai")
MOST_EXPORTED = 10_000
ROW = "cases/bits/overview_row.html"


@require_safe
@officer_required("cases.view")
def overview_page(request: HttpRequest) -> HttpResponse:
    """Cases in reach, with filters in the address."""
    actor = request.actor  # type: ignore[attr-defined]
    filters = _read(request)
    found = overview_rows(actor, filters)
    shown = found[: filters.size]
    places = region_choices(actor, filters.region)
    context = {
        "rows": mark_safe("".join(stamped(ROW, _row(case)) for case in shown)),  # noqa: S308 - drawn by a template
        "tabs": _tabs(request, filters, overview_counts(actor)),
        "filters": filters,
        "status": request.GET.get("status", "berjalan"),
        "places": places,
        "place": dict(places).get(filters.region, "").removeprefix("– "),
        "next": _link(request, setelah=str(shown[-1].id)) if len(found) > filters.size else "",
        "first": _link(request) if filters.after else "",
        "exports": {kind: f"unduh.{kind}{_link(request)}" for kind in ("xlsx", "csv")},
    }
    return render(request, "cases/overview.html", context)


@require_safe
@officer_required("cases.view")
def overview_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the overview shows, as a table."""
    actor = request.actor  # type: ignore[attr-defined]
    head = [_("Kode"), _("Perkara"), _("Tahap"), _("Unit"), _("Dari"), _("Masuk"), _("Batas"), _("Selesai")]
    body = []
    for case in rows_to_export(actor, _read(request), MOST_EXPORTED):
        dates = [case.submitted_at, case.due_at, case.closed_at]
        body.append([*_words(case).values(), *dates])
    return download(Sheet(head, body), _("perkara"), kind)


def _row(case: OverviewRow) -> dict[str, str]:
    is_open = case.closed_at is None
    pill = due_pill(None if case.stopped_at else case.due_at) if is_open else outcome_pill(case.outcome)
    return {**_words(case), "href": address_of("cases:case", case.id), "pill": draw(pill)}


def _words(case: OverviewRow) -> dict[str, str]:
    return {
        "code": case.code,
        "title": f"{case.title}, {case.subject}" if case.subject else case.title,
        "state": local(spec_of(case.procedure_id).states[case.state].name),
        "unit": case.unit__short_name,
        "applicant": case.applicant_name,
    }


def _read(request: HttpRequest) -> OverviewFilters:
    query = request.GET
    usual = read_filters(query)
    return OverviewFilters(
        status=STATUS_NAMES.get(query.get("status", ""), "open"),
        service=usual.service,
        region=usual.region,
        unit=usual.unit,
        channel=usual.channel,
        period=usual.period,
        text=usual.text,
        after=read_id(query.get("setelah", "")),
        size=PAGE,
    )


def _link(request: HttpRequest, **changes: str) -> str:
    return address(request, KEYS, **changes)


def _tabs(
    request: HttpRequest, filters: OverviewFilters, counts: dict[Status, int]
) -> list[dict[str, object]]:
    labels = {
        "berjalan": _("Berjalan"),
        "terlambat": _("Terlambat"),
        "menunggu": _("Menunggu pemohon"),
        "selesai": _("Selesai"),
        "semua": _("Semua"),
    }
    return [
        {
            "label": label,
            "href": _link(request, status=name),
            "is_here": STATUS_NAMES[name] == filters.status,
            "count": shown_count(counts.get(STATUS_NAMES[name])),
        }
        for name, label in labels.items()
    ]
