"""The front door: one question, then life events, then tracking and checking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from balai.core.http.pages import public_page
from balai.core.ui.navigation import is_open
from balai.foundation.regions.api import regency
from balai.services.catalogue.api import find_services, life_events
from balai.services.queues.api import places_open

POPULAR = 6


@require_GET
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The portal home; the same for every visitor. Without the part of services, nothing leads there."""
    context: dict[str, object] = {"regency": regency(), "has_services": is_open("catalogue:list")}
    if context["has_services"]:
        context |= {"life_events": life_events(), "services": find_services(limit=POPULAR)}
    if is_open("queues:places"):
        context["places"] = places_open()
    return render(request, "portal/home.html", context)
