"""An officer applies for somebody at the counter, from paper: which service, for which village, and the receipt."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.actor import Actor
from balai.core.ui.qr import qr_picture
from balai.foundation.accounts.api import PersonCard, officer_required, served_citizen
from balai.foundation.cases.api import objections_of, opened_at_counter
from balai.foundation.forms.api import attachments_of, current_holder
from balai.foundation.organizations.api import UnitCard, get_unit
from balai.services.applications.actions.begin import begin_for
from balai.services.applications.actions.submit import CASE
from balai.services.applications.returning import ways_back
from balai.services.applications.views.begin import choice, chosen_unit, village
from balai.services.catalogue.api import applied_service, find_services, life_events

COUNTER = "accounts.counter"
MOST_SERVICES = 40


@never_cache
@require_GET
@officer_required(COUNTER)
def assist(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Which service does this person need?"""
    actor, proof = request.actor, proof_of(request)  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:80]
    person = served_citizen(actor, user_id, proof)
    context = {
        "person": person,
        "proof": proof,
        "text": text,
        "decided": [] if text else objections_of(actor, person.id),
        "services": find_services(text, limit=MOST_SERVICES, applied_for=True),
        "events": [event for event in life_events() if event.is_guided],
    }
    return render(request, "applications/assist.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(COUNTER)
def assist_begin(request: HttpRequest, user_id: UUID, slug: str) -> HttpResponse:
    """For which village; then straight into the first step, filled from the account."""
    actor, proof = request.actor, proof_of(request)  # type: ignore[attr-defined]
    person = served_citizen(actor, user_id, proof)
    service = applied_service(slug)
    unit = chosen_unit(request, service)
    if request.method == "POST" and unit is not None:
        draft = begin_for(current_holder(request), service, unit, user_id, proof)
        return redirect("applications:step", draft.id, draft.step)
    context = choice(request, service, _likely(actor, person))
    return render(request, "applications/assist_begin.html", {**context, "person": person, "proof": proof})


def proof_of(request: HttpRequest) -> str:
    """The proof that somebody is being served, as the page before gave it."""
    return request.POST.get("bukti") or request.GET.get("bukti", "")


def _likely(actor: Actor, person: PersonCard) -> UnitCard | None:
    """Where the person lives, else the village of the counter."""
    places = [person.region_code, *(grant.region_code for grant in actor.grants_with(COUNTER))]
    return next((unit for code in places if (unit := village(code))), None)


@never_cache
@require_GET
@officer_required(COUNTER)
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the person takes home: the code, what was handed in, and until when it is done."""
    card = opened_at_counter(request.actor, case_id)  # type: ignore[attr-defined]
    address = f"{settings.PUBLIC_URL}{reverse('applications:track')}?{urlencode({'kode': card.code})}"
    context = {
        "case": card,
        "unit": get_unit(card.unit_id),
        "files": attachments_of(CASE, card.id),
        "address": address,
        "qr": qr_picture(address),
        "title": _("Tanda terima {code}").format(code=card.code),
        "back": ways_back(request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "applications/receipt.html", context)
