"""A person's journeys: the list with where each line stands, one timeline, documents sent once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from balai.foundation.accounts.api import sign_in_required
from balai.services.catalogue.api import life_event
from balai.services.lifeevents.access import get_journey
from balai.services.lifeevents.actions.change_journey import close_journey, remove_journey, tick, untick
from balai.services.lifeevents.listing import lines, paper_lines
from balai.services.lifeevents.papers import sent_papers
from balai.services.lifeevents.plan import needed
from balai.services.lifeevents.selectors import (
    answers_in_force,
    guide_of,
    guided_events,
    my_journeys,
    places_of,
)
from balai.services.lifeevents.story import story
from balai.services.lifeevents.views.guide import ANSWERED


@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My journeys, and what else may happen; a visitor sees the guides, which nobody signs in for."""
    actor = request.actor  # type: ignore[attr-defined]
    journeys = my_journeys(actor) if actor.is_signed_in else []
    context = {"journeys": journeys, "events": guided_events(), "is_visitor": not actor.is_signed_in}
    return render(request, "lifeevents/mine.html", context)


@never_cache
@require_GET
@sign_in_required
def journey(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """One journey, as it stands now."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_journey(actor, journey_id)
    spec = guide_of(found.event_id)
    stood = places_of(actor, spec, found)
    shown = lines(stood, is_followed=True)
    context = {
        "journey": found,
        "event": life_event(found.event_id),
        "lines": shown,
        "total": len(shown),
        "done": sum(place.is_done for place in stood),
        "next": next((line for line in shown if line.is_next), None),
        "papers": paper_lines(needed([place.item for place in stood])),
        "sent": sent_papers(actor, stood),
        "story": story(actor, found, shown),
        "answers": answers_in_force(spec, found.answers),
        "answered": ANSWERED,
    }
    return render(request, "lifeevents/journey.html", context)


@require_POST
@sign_in_required
def mark(request: HttpRequest, journey_id: UUID, key: str) -> HttpResponse:
    """Tick a line off, or take that back."""
    act = untick if "batal" in request.POST else tick
    act(request.actor, journey_id, key)  # type: ignore[attr-defined]
    address = reverse("lifeevents:journey", args=[journey_id])
    return redirect(f"{address}#{key}")


@require_POST
@sign_in_required
def close(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Put it among the finished ones."""
    close_journey(request.actor, journey_id)  # type: ignore[attr-defined]
    messages.success(request, _("Perjalanan ditutup. Semua permohonannya tetap ada."))
    return redirect("lifeevents:mine")


@require_POST
@sign_in_required
def remove(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Forget it."""
    remove_journey(request.actor, journey_id)  # type: ignore[attr-defined]
    messages.success(request, _("Perjalanan dihapus. Semua permohonannya tetap ada."))
    return redirect("lifeevents:mine")
