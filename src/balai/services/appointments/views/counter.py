"""A counter, also that of a sub-district or a village, books for somebody who is there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.words import moment
from balai.foundation.accounts.api import officer_required, served_citizen
from balai.services.appointments import selectors
from balai.services.appointments.access import get_opening
from balai.services.appointments.actions.book import Wish, book_for
from balai.services.appointments.forms import SlotForm
from balai.services.appointments.views.citizen import times_of

COUNTER = "accounts.counter"


def _proof(request: HttpRequest) -> str:
    return request.POST.get("bukti") or request.GET.get("bukti", "")


@never_cache
@require_safe
@officer_required(COUNTER)
def assist(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """What does this person want to come for?"""
    proof = _proof(request)
    person = served_citizen(request.actor, user_id, proof)  # type: ignore[attr-defined]
    context = {"person": person, "proof": proof, "openings": selectors.openings()}
    return render(request, "appointments/assist.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(COUNTER)
def assist_opening(request: HttpRequest, user_id: UUID, code: str) -> HttpResponse:
    """Choose a time together; pressing it takes the seat."""
    actor, proof = request.actor, _proof(request)  # type: ignore[attr-defined]
    person, opening = served_citizen(actor, user_id, proof), get_opening(code)
    form = SlotForm(sent(request))
    made = request.method == "POST" and attempt(
        form, lambda: book_for(actor, user_id, Wish(code, form.cleaned_data["mulai"]), proof)
    )
    if made:
        told = _("Janji temu {code} untuk {name}: {when}.")
        messages.success(request, told.format(code=made.code, name=person.name, when=moment(made.starts_at)))
        query = f"?{urlencode({'bukti': proof})}" if proof else ""
        return redirect(f"{reverse('applications:assist', args=[user_id])}{query}")
    context = {"person": person, "proof": proof, "opening": opening, "form": form}
    page = {**context, **times_of(request, opening)}
    return render(request, "appointments/assist_opening.html", page, status=409 if form.errors else 200)
