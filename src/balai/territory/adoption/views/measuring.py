"""Readiness against each need, results before and after, and what adopters of ours measured."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.territory.adoption import policies
from balai.territory.adoption.access import get_plan, get_requirement, get_result
from balai.territory.adoption.actions.judge import add_indicator, judge, measure
from balai.territory.adoption.comparing import side_by_side
from balai.territory.adoption.forms import IndicatorForm, JudgeForm, ResultForm
from balai.territory.adoption.models import Plan, Requirement, Result
from balai.territory.adoption.views.keeping import back_to_plan, form_page

PAGE = 25


def _frame(plan: Plan, title: str) -> dict[str, Any]:
    trail = [(str(plan), reverse("adoption:plan", args=[plan.pk])), (title, "")]
    return {"title": title, "lead": str(plan), "trail": trail}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def requirement(request: HttpRequest, requirement_id: UUID) -> HttpResponse:
    """Say whether the regency has it."""
    actor = request.actor  # type: ignore[attr-defined]
    need = get_requirement(actor, requirement_id)
    form = JudgeForm(need, sent(request))

    def say() -> Requirement:
        return judge(actor, requirement_id, form.cleaned_data["standing"], form.cleaned_data["note"])

    done = back_to_plan(request, need.plan, _("Kesiapan disimpan, dengan nama Anda."))
    return form_page(request, form, say, done, _frame(need.plan, str(need)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def result(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """What was measured before and after."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_result(actor, result_id)
    form = ResultForm(found, sent(request))
    done = back_to_plan(request, found.plan, _("Hasil disimpan."))
    frame = _frame(found.plan, str(found))
    return form_page(request, form, lambda: measure(actor, result_id, form.measured()), done, frame)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def indicator(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Measure something that the origin did not."""
    actor = request.actor  # type: ignore[attr-defined]
    plan = get_plan(actor, plan_id, to="judge")
    form = IndicatorForm(sent(request))

    def add() -> Result:
        return add_indicator(actor, plan_id, form.cleaned_data["indicator"], form.cleaned_data["measure"])

    frame = _frame(plan, _("Indikator baru"))
    return form_page(request, form, add, lambda added: redirect("adoption:result", added.pk), frame)


@require_safe
@officer_required(policies.MANAGE)
def adopters(request: HttpRequest) -> HttpResponse:
    """What regencies that adopted from us agreed to show, beside our own figure."""
    text = request.GET.get("q", "").strip()[:80]
    rows = [
        row
        for row in side_by_side()
        if all(word in f"{row.region} {row.title} {row.indicator}".lower() for word in text.lower().split())
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    trail = [(_("Rencana adopsi"), reverse("adoption:plans")), (_("Hasil di daerah lain"), "")]
    return render(request, "adoption/adopters.html", {"page": page, "text": text, "trail": trail})
