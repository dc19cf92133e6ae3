"""The regional innovation index: the years, one year with its formula, the levels, the instrument."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.core.http.forms import attempt, sent
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.territory.innovations import selectors
from balai.territory.innovations.access import get_assessed, get_assessment, get_instrument
from balai.territory.innovations.actions.assess import (
    assess_innovation,
    assess_region,
    begin_assessment,
    count_innovation,
    leave_out,
)
from balai.territory.innovations.actions.weigh import weigh
from balai.territory.innovations.forms import CountForm, LevelsForm, WeightsForm, YearForm
from balai.territory.innovations.iid import Method, Outcome, outcome, read_method
from balai.territory.innovations.models import AssessedInnovation, Assessment, Instrument
from balai.territory.innovations.policies import MANAGE
from balai.territory.innovations.sheets import assessment_sheet


def method_of(instrument: Instrument) -> Method:
    """The instrument as it counts."""
    return read_method(instrument.definition, instrument.number)


def outcome_of(assessment: Assessment) -> Outcome[UUID]:
    """The index of a year as it stands."""
    levels = {row.innovation_id: _numbers(row.levels) for row in assessment.innovations.all()}
    return outcome(method_of(assessment.instrument), _numbers(assessment.levels), levels)


def _numbers(levels: dict[str, int]) -> dict[int, int]:
    return {int(number): level for number, level in levels.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def years(request: HttpRequest) -> HttpResponse:
    """The years that were assessed, and a new one."""
    actor, instruments = request.actor, selectors.newest_instruments()  # type: ignore[attr-defined]
    offered = [(one.code, local(one.definition["title"])) for one in instruments]
    form = YearForm(offered, sent(request))
    begun = attempt(
        form, lambda: begin_assessment(actor, form.cleaned_data["year"], form.cleaned_data["instrument"])
    )
    if begun:
        return redirect("innovations:year", begun.year)
    context = {
        "form": form,
        "rows": [(one, outcome_of(one)) for one in selectors.assessments()],
        "instruments": [(one, local(one.definition["title"]), method_of(one)) for one in instruments],
        "trail": _trail((_("Indeks inovasi"), "")),
    }
    return render(request, "innovations/years.html", context, status=422 if form.errors else 200)


def _trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Inovasi daerah"), reverse("innovations:shelf")), *steps]


def _year_trail(year: int, last: str = "") -> list[tuple[str, str]]:
    steps = [(_("Indeks inovasi"), reverse("innovations:years"))]
    if last:
        return _trail(*steps, (str(year), reverse("innovations:year", args=[year])), (last, ""))
    return _trail(*steps, (str(year), ""))


@never_cache
@require_safe
@officer_required(MANAGE)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The index of a year with every number of its formula."""
    found = get_assessment(request.actor, year)  # type: ignore[attr-defined]
    result, rows = outcome_of(found), selectors.assessed(found)
    context = {
        "assessment": found,
        "method": method_of(found.instrument),
        "result": result,
        "rows": [(row, result.by_innovation[row.innovation_id], _unproven(row)) for row in rows],
        "unproven": _unproven(found),
        "form": CountForm(selectors.countable(found)),
        "trail": _year_trail(year),
    }
    return render(request, "innovations/year.html", context)


def _unproven(row: Assessment | AssessedInnovation) -> int:
    """How many levels above nought have no evidence."""
    return len(row.levels.keys() - row.evidence.keys())


@require_safe
@officer_required(MANAGE)
def export(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Every level and score of a year, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    found = get_assessment(request.actor, year)  # type: ignore[attr-defined]
    sheet = assessment_sheet(found, method_of(found.instrument), outcome_of(found), selectors.assessed(found))
    return download(sheet, f"indeks-inovasi-{year}", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def region(request: HttpRequest, year: int) -> HttpResponse:
    """The levels of the regency's own indicators."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_assessment(actor, year)
    method = method_of(found.instrument)
    form = LevelsForm(method, method.of("region", "count"), found, sent(request))
    if attempt(form, lambda: assess_region(actor, year, form.levels(), form.evidence())):
        messages.success(request, _("Nilai daerah disimpan."))
        return redirect("innovations:year", year)
    return _levels(request, year, form, _("Nilai daerah"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def assessed(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The levels of one innovation."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_assessed(actor, year, code)
    method = method_of(found.assessment.instrument)
    form = LevelsForm(method, method.of("innovation"), found, sent(request))
    if attempt(form, lambda: assess_innovation(actor, year, code, form.levels(), form.evidence())):
        messages.success(request, _("Nilai {title} disimpan.").format(title=found.innovation))
        return redirect("innovations:year", year)
    return _levels(request, year, form, str(found.innovation), code=code)


def _levels(request: HttpRequest, year: int, form: LevelsForm, title: str, **facts: Any) -> HttpResponse:
    context = {"form": form, "year": year, "title": title, "trail": _year_trail(year, title), **facts}
    return render(request, "innovations/levels.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
def count(request: HttpRequest, year: int) -> HttpResponse:
    """Let an innovation count in the year."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_assessment(actor, year)
    form = CountForm(selectors.countable(found), request.POST)
    if attempt(form, lambda: count_innovation(actor, year, form.cleaned_data["code"])):
        return redirect("innovations:assessed", year, form.cleaned_data["code"])
    messages.error(request, _("Pilih inovasi yang sudah dalam penerapan."))
    return redirect("innovations:year", year)


@require_POST
@officer_required(MANAGE)
def leave(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Let an innovation no longer count in the year."""
    leave_out(request.actor, year, code)  # type: ignore[attr-defined]
    messages.success(request, _("Inovasi itu tidak lagi dinilai pada tahun ini."))
    return redirect("innovations:year", year)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def instrument(request: HttpRequest, code: str) -> HttpResponse:
    """Names and scores of the indicators; a correction is a new version."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_instrument(actor, code)
    method = method_of(found)
    form = WeightsForm(method, sent(request))

    def keep() -> Instrument:
        given = form.cleaned_data
        return weigh(actor, code, given["seen"], form.weights(), given["source"])

    kept = attempt(form, keep)
    if kept:
        messages.success(request, _("Instrumen kini versi {number}.").format(number=kept.number))
        return redirect("innovations:instrument", code)
    title = local(method.title)
    trail = _trail((_("Indeks inovasi"), reverse("innovations:years")), (title, ""))
    context = {"method": method, "form": form, "title": title, "trail": trail}
    return render(request, "innovations/instrument.html", context, status=422 if form.errors else 200)
