"""A counter goes through the list with somebody who is there, and keeps it in that person's account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.foundation.accounts.api import officer_required, served_citizen
from balai.foundation.forms.api import read_questions
from balai.services.lifeevents.actions.keep_journey import keep_for
from balai.services.lifeevents.selectors import guide_of, open_journey, places_of
from balai.services.lifeevents.spec import GuideSpec
from balai.services.lifeevents.views.guide import ANSWERED, listed

COUNTER = "accounts.counter"


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(COUNTER)
def assist(request: HttpRequest, user_id: UUID, code: str) -> HttpResponse:
    """The questions and the list; each service is applied for on the person's behalf."""
    actor = request.actor  # type: ignore[attr-defined]
    proof = request.POST.get("bukti") or request.GET.get("bukti", "")
    person = served_citizen(actor, user_id, proof)
    spec = guide_of(code)
    if request.method == "POST":
        keep_for(actor, user_id, code, read_questions(spec.questions, request.POST).typed, proof)
        told = _("Daftar tersimpan di akun {name}.").format(name=person.name)
        messages.success(request, told)
        return redirect(f"{request.path}?{urlencode({'bukti': proof})}" if proof else request.path)
    context = _shown(request, spec, user_id)
    page = {**context, "person": person, "proof": proof}
    return render(request, "lifeevents/assist.html", page, status=422 if context["is_faulty"] else 200)


def _shown(request: HttpRequest, spec: GuideSpec, user_id: UUID) -> dict[str, Any]:
    """The list after new answers, or the one that the person keeps already, as it stands."""
    if ANSWERED in request.GET:
        return listed(request, spec, read_questions(spec.questions, request.GET), is_sent=True)
    kept = open_journey(user_id, spec.event)
    questions = read_questions(spec.questions, kept.answers if kept else {})
    stood = places_of(request.actor, spec, kept) if kept else None  # type: ignore[attr-defined]
    return listed(request, spec, questions, is_sent=kept is not None, stood=stood)
