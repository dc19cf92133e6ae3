"""Steps: those of one's own units, one with its progress, and writing them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.regions.api import today
from balai.territory.adoption import policies, selectors
from balai.territory.adoption.access import get_plan, get_step
from balai.territory.adoption.actions.keep_steps import put_step, remove_step, tell_progress
from balai.territory.adoption.forms import ProgressForm, StepForm
from balai.territory.adoption.models import Plan, Step
from balai.territory.adoption.views.keeping import back_to_plan, form_page

PAGE = 25


@require_safe
@officer_required(policies.WORK)
def own_steps(request: HttpRequest) -> HttpResponse:
    """What my units have to do, the earliest month first."""
    rows = selectors.own_steps(request.actor)  # type: ignore[attr-defined]
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "this_month": today().replace(day=1)}
    return render(request, "adoption/own_steps.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def progress(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Tell how far a step is."""
    actor = request.actor  # type: ignore[attr-defined]
    step = get_step(actor, step_id, to="work")
    form = ProgressForm(step, sent(request))
    context = {"title": step.text, "lead": str(step.plan), "trail": _trail(step.plan, step.text)}

    def tell() -> Step:
        return tell_progress(actor, step_id, form.cleaned_data["progress"], form.cleaned_data["note"])

    return form_page(request, form, tell, back_to_plan(request, step.plan, _("Kemajuan disimpan.")), context)


def _trail(plan: Plan, last: str) -> list[tuple[str, str]]:
    return [(str(plan), reverse("adoption:plan", args=[plan.pk])), (last, "")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def new(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A further step of a plan."""
    plan = get_plan(request.actor, plan_id, to="manage")  # type: ignore[attr-defined]
    return _written(request, plan, StepForm(plan, selectors.needs_of(plan), None, sent(request)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def edit(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Write a step anew."""
    step = get_step(request.actor, step_id, to="manage")  # type: ignore[attr-defined]
    form = StepForm(step.plan, selectors.needs_of(step.plan), step, sent(request))
    return _written(request, step.plan, form, step_id)


def _written(request: HttpRequest, plan: Plan, form: StepForm, step_id: UUID | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    title = _("Ubah langkah") if step_id else _("Langkah baru")
    context = {"title": title, "lead": str(plan), "trail": _trail(plan, title)}
    done = back_to_plan(request, plan, _("Langkah disimpan."))
    return form_page(request, form, lambda: put_step(actor, plan.pk, form.facts(), step_id), done, context)


@require_POST
@officer_required(policies.MANAGE)
def remove(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Remove a step that nobody has begun."""
    plan_id = remove_step(request.actor, step_id)  # type: ignore[attr-defined]
    messages.success(request, _("Langkah dihapus."))
    return redirect("adoption:plan", plan_id)
