"""The guide of a life event for anybody: a few questions, then the list; kept by those who are signed in."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.http.pages import public_page
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.forms.api import Questions, read_questions
from balai.services.catalogue.api import life_event
from balai.services.lifeevents.actions.keep_journey import keep_journey
from balai.services.lifeevents.listing import lines, paper_lines
from balai.services.lifeevents.plan import needed, plan
from balai.services.lifeevents.progress import Known, Place, places
from balai.services.lifeevents.selectors import guide_of, open_journey
from balai.services.lifeevents.spec import GuideSpec

ANSWERED = "jawab"  # in the address once the questions were sent


@require_http_methods(["GET", "POST"])
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, show the list that follows, keep it."""
    spec = guide_of(code)
    if request.method == "POST":
        return _keep(request, spec)
    questions = read_questions(spec.questions, request.GET)
    return (_answered if ANSWERED in request.GET else _asking)(request, spec, questions)


@public_page
def _asking(request: HttpRequest, spec: GuideSpec, questions: Questions) -> HttpResponse:
    return _show(request, spec, questions, is_sent=False)


def _answered(request: HttpRequest, spec: GuideSpec, questions: Questions) -> HttpResponse:
    return _show(request, spec, questions, is_sent=True)


def _show(request: HttpRequest, spec: GuideSpec, questions: Questions, *, is_sent: bool) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        **listed(request, spec, questions, is_sent=is_sent),
        "open": open_journey(actor.user_id, spec.event) if actor.is_signed_in else None,
    }
    return render(request, "lifeevents/guide.html", context, status=422 if context["is_faulty"] else 200)


def listed(
    request: HttpRequest,
    spec: GuideSpec,
    questions: Questions,
    *,
    is_sent: bool,
    stood: Sequence[Place] | None = None,
) -> dict[str, Any]:
    """The questions, and the list once they are answered without a fault; ``stood`` is what is known of it."""
    is_faulty = is_sent and bool(questions.judged.errors)
    items = plan(spec, questions.judged.values) if is_sent and not is_faulty else ()
    shown = lines(stood if stood is not None else places(items, Known()))
    return {
        "spec": spec,
        "event": life_event(spec.event),
        "questions": questions.render(request, with_faults=is_faulty),
        "is_faulty": is_faulty,
        "lines": shown,
        "papers": paper_lines(needed(items)),
        "agencies": len({line.agency for line in shown}),
        "here": sum(bool(line.slug) for line in shown),
        "answers": questions.judged.values.items(),
        "answered": ANSWERED,
        "is_live": stood is not None,
    }


@sign_in_required
def _keep(request: HttpRequest, spec: GuideSpec) -> HttpResponse:
    typed = read_questions(spec.questions, request.POST).typed
    journey_id = keep_journey(request.actor, spec.event, typed)  # type: ignore[attr-defined]
    messages.success(request, _("Daftar ini tersimpan di akun Anda."))
    return redirect("lifeevents:journey", journey_id)
