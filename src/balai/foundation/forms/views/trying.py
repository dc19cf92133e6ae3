"""Trying the draft of a form as a citizen would fill it in; beside it, in a frame as wide as a phone."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Invalid
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.display import shown_steps
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.policies import MANAGE
from balai.foundation.forms.rendering.pages import FORM_ID, render_step
from balai.foundation.forms.selectors import DraftCard
from balai.foundation.forms.steps import StepOutcome, step_named
from balai.foundation.forms.workshop.faults import faults_of
from balai.foundation.forms.workshop.shelf import get_draft
from balai.foundation.forms.workshop.trying import begin_again, press_on, trial_of

END = "selesai"


@require_safe
@officer_required(MANAGE)
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """From the first step, with nothing answered."""
    card = _card(request, code)
    begin_again(request.session)
    return redirect("forms:try_step", code, card.spec.steps[0].name)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def step_page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step as citizens see it; ``selesai`` shows what an officer would read."""
    card = _card(request, code)
    if name == END:
        return _end(request, code, card)
    if request.method != "POST":
        return _show(request, code, card, name)
    outcome = press_on(request.session, card, step_named(card.spec, name), request.POST)
    if outcome.is_done:
        return redirect("forms:try_step", code, outcome.next_step or END)
    return _show(request, code, outcome.draft, name, outcome)


def _card(request: HttpRequest, code: str) -> DraftCard:
    draft = get_draft(code)
    if faults_of(draft.definition):
        raise Invalid(_("Lengkapi dahulu drafnya; yang kurang ditandai pada daftar pertanyaannya."))
    return trial_of(request.session, parse_form(draft.definition))


def _show(
    request: HttpRequest, code: str, card: DraftCard, name: str, outcome: StepOutcome | None = None
) -> HttpResponse:
    step = step_named(card.spec, name)
    steps = [
        {"label": str(one.title), "href": reverse("forms:try_step", args=[code, one.name])}
        for one in card.spec.steps
    ]
    context = {
        "code": code,
        "title": step.title,
        "steps": steps,
        "current": card.spec.steps.index(step) + 1,
        "form": render_step(request, card, step.name, outcome),
        "form_id": FORM_ID,
    }
    return render(request, "forms/workshop/try.html", context, status=422 if outcome else 200)


def _end(request: HttpRequest, code: str, card: DraftCard) -> HttpResponse:
    judged = card.examine()
    context = {"code": code, "steps": shown_steps(card.spec, judged.values)}
    return render(request, "forms/workshop/tried.html", context)
