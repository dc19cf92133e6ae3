"""The plans in their order, one plan whole, the months over all of them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.core.exchange.sheets import as_download
from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import events_of
from balai.foundation.packs.api import installed_packs
from balai.territory.adoption import policies, selectors
from balai.territory.adoption.access import get_plan
from balai.territory.adoption.actions.change_plan import change_plan, reorder
from balai.territory.adoption.comparing import compared
from balai.territory.adoption.forms import ListForm, PlanForm
from balai.territory.adoption.models import State
from balai.territory.adoption.papers import plan_paper, plan_table
from balai.territory.adoption.sources import adopted_from_us
from balai.territory.adoption.views.keeping import back_to_plan, form_page
from balai.territory.innovations.api import NEED_KINDS

PAGE = 25


@require_safe
@officer_required(policies.MANAGE)
def plans(request: HttpRequest) -> HttpResponse:
    """What is taken up in which order, and what was left out on purpose."""
    actor, form = request.actor, ListForm(request.GET)  # type: ignore[attr-defined]
    page = Paginator(selectors.plans(actor, form.filters), PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    costs = selectors.costs(row.pk for row in rows)
    kept = request.GET.copy()
    kept.pop("hal", None)
    counts = selectors.state_counts(actor)
    context = {
        "form": form,
        "filters": form.filters,
        "query": kept.urlencode(),
        "page": page,
        "rows": [(row, costs.get(row.pk, 0)) for row in rows],
        "counts": [(state, State(state).label, count) for state, count in counts.items()],
        "too_many": counts[State.RUNNING] > 3,
    }
    return render(request, "adoption/plans.html", context)


@require_safe
@officer_required(policies.MANAGE)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows with all steps, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    rows = selectors.plans(request.actor, ListForm(request.GET).filters)  # type: ignore[attr-defined]
    return download(selectors.plan_sheet(rows), "rencana-adopsi", form)


@require_safe
@officer_required(policies.MANAGE)
def road(request: HttpRequest) -> HttpResponse:
    """Month by month: what is due, by whom, at what cost."""
    months = selectors.road(request.actor)  # type: ignore[attr-defined]
    context = {
        "months": months,
        "total": sum(month.cost for month in months),
        "most": max((month.cost for month in months), default=0),
        "left_out": selectors.plans(request.actor, selectors.Filters(state=State.LEFT_OUT)),  # type: ignore[attr-defined]
        "trail": _trail((_("Jalan per bulan"), "")),
    }
    return render(request, "adoption/road.html", context)


def _trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Rencana adopsi"), reverse("adoption:plans")), *steps]


@never_cache
@require_safe
@officer_required()
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One plan: readiness and gaps, steps, results beside others', what we saw, what happened."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_plan(actor, plan_id)
    needs, results = selectors.needs_of(found), selectors.results_of(found)
    steps = selectors.steps_of(found)
    alive = [step for step in steps if step.progress != "dropped"]
    context: dict[str, Any] = {
        "plan": found,
        "needs": [(need, *NEED_KINDS[need.kind]) for need in needs],
        "gaps": selectors.gaps(needs),
        "steps": [(step, policies.may_work(actor, step)) for step in steps],
        "cost": sum((step.cost for step in alive), 0),
        "done": sum(step.progress == "done" for step in alive),
        "alive": len(alive),
        "results": [*zip(results, compared(found, results, adopted_from_us()), strict=True)],
        "installed": {pack.name for pack in installed_packs()},
        "events": reversed(events_of(found.pk)),
        "manages": policies.may_manage(actor),
        "judges": policies.may_judge(actor, found),
        "trail": _trail((str(found), "")) if policies.may_manage(actor) else [(str(found), "")],
    }
    return render(request, "adoption/plan.html", context)


@require_safe
@officer_required()
def take_along(request: HttpRequest, plan_id: UUID, form: str) -> HttpResponse:
    """One plan on paper, or as a table."""
    found = get_plan(request.actor, plan_id)  # type: ignore[attr-defined]
    if form == "pdf":
        return as_download(f"rencana-adopsi-{found.code}.pdf", "application/pdf", plan_paper(found))
    if form != "xlsx":
        raise NotVisible
    return download(plan_table(found), f"rencana-adopsi-{found.code}", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def decide(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Who answers for it, where it stands and why, whether its results are shared."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_plan(actor, plan_id, to="manage")
    form = PlanForm(found, sent(request))
    trail = _trail((str(found), reverse("adoption:plan", args=[plan_id])), (_("Putusan"), ""))
    context = {"title": _("Putusan"), "lead": str(found), "trail": trail}
    done = back_to_plan(request, found, _("Putusan disimpan."))
    return form_page(request, form, lambda: change_plan(actor, plan_id, form.facts()), done, context)


@require_POST
@officer_required(policies.MANAGE)
def order(request: HttpRequest, plan_id: UUID, way: str) -> HttpResponse:
    """One place up or down."""
    if way not in {"naik", "turun"}:
        raise NotVisible
    reorder(request.actor, plan_id, up=way == "naik")  # type: ignore[attr-defined]
    return redirect("adoption:plans")
