"""Pages of numbering: all series of one's units, those of one unit, one series, a cancelled number."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import events_of
from balai.foundation.documents import access, house, selectors
from balai.foundation.documents.actions.numbering import cancel_number, next_by, set_series
from balai.foundation.documents.forms import CancelForm, PatternForm, SeriesForm
from balai.foundation.documents.models import NumberSeries
from balai.foundation.documents.policies import MANAGE
from balai.foundation.documents.selectors import SeriesFilters
from balai.foundation.documents.series import Scope

PAGE_SIZE = 25
LONGEST = 60
Trail = list[tuple[str, str]]


@require_GET
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """All series of the units that one administers, with their count; filters stand in the address."""
    actor, today = request.actor, house.today()  # type: ignore[attr-defined]
    filters = SeriesFilters(*(request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "jenis", "kode")))
    years = selectors.years_counted()
    year = next((each for each in years if str(each) == request.GET.get("tahun")), today.year)
    rows = selectors.series_rows(actor, filters, today if year == today.year else date(year, 12, 31))
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal")),
        "filters": filters,
        "kinds": selectors.kinds_of_documents(),
        "years": years,
        "year": year,
        "is_now": year == today.year,
        "trail": _trail()[:1],
    }
    return render(request, "documents/all_series.html", context)


def _trail(*steps: tuple[str, str]) -> Trail:
    return trail((_("Penomoran surat"), reverse("documents:series")), *steps)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def numbering(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The series of a unit with the next number, the numbers drawn last, and the form of a further series."""
    unit = access.get_office(request.actor, unit_id)  # type: ignore[attr-defined]
    form, example = SeriesForm(sent(request)), ""
    if request.method == "POST":
        example = _keep(request, form, lambda data: Scope(unit_id, data["kind"], data["classification"]))
        if form.is_valid() and not example:
            return redirect("documents:numbering", unit_id)
    context = {
        "unit": unit,
        "form": form,
        "example": example,
        "rows": selectors.rows_of([unit], house.today()),
        "numbers": selectors.latest_numbers(unit_id),
        "trail": _trail(),
    }
    return render(request, "documents/numbering.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def one(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """One series: its pattern with the next number, and what was changed."""
    series, unit = access.get_series(request.actor, series_id)  # type: ignore[attr-defined]
    form, example = PatternForm(sent(request), initial={"pattern": series.pattern}), ""
    if request.method == "POST":
        example = _keep(request, form, lambda data: _scope(series))
        if form.is_valid() and not example:
            return redirect("documents:one_series", series_id)
    rows = selectors.rows_of([unit], house.today())
    context = {
        "unit": unit,
        "row": next(row for row in rows if row.series and row.series.pk == series.pk),
        "form": form,
        "example": example,
        "events": events_of(series.pk)[::-1],
        "trail": _trail((unit.short_name, reverse("documents:numbering", args=[unit.id]))),
    }
    return render(request, "documents/series.html", context, status=422 if form.errors else 200)


def _scope(series: NumberSeries) -> Scope:
    return Scope(series.unit_id, series.kind, series.classification)


def _keep(request: HttpRequest, form: PatternForm, scope_of: Any) -> str:
    """Save what was sent; or, when only a look was asked for, the next number by it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    act = next_by if "lihat" in request.POST else set_series

    def run() -> Any:
        data = form.cleaned_data
        return act(actor, scope_of(data), data["pattern"], last_on_paper=data["last_on_paper"])

    done = attempt(form, run)
    if done and act is set_series:
        messages.success(request, _("Penomoran disimpan."))
    return done if isinstance(done, str) else ""


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def cancel(request: HttpRequest, number_id: UUID) -> HttpResponse:
    """Cancel a number whose document is out of force."""
    actor = request.actor  # type: ignore[attr-defined]
    number = access.get_number(actor, number_id)
    form = CancelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        cancel_number(actor, number_id, form.cleaned_data["reason"])
        messages.success(request, _("Nomor dibatalkan dan tidak dipakai lagi."))
        return redirect("documents:numbering", number.series.unit_id)
    context = {"number": number, "form": form}
    return render(request, "documents/cancel.html", context, status=422 if form.errors else 200)
