"""Addresses for the browser test: the steps of a draft on a page of the portal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from balai.config.urls import urlpatterns as house
from balai.foundation.forms import api

PAGE = """{% extends "portal.html" %}{% block title %}Uji{% endblock %}
{% block content %}<h1 class="text-2xl mb-4">Uji</h1>{{ form }}{% endblock %}
{% block actions %}
<c-actions><button class="btn btn-primary" type="submit" form="langkah">Lanjut</button></c-actions>
{% endblock %}"""


def step(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """One step; what comes after a sound one is named."""
    holder = api.current_holder(request)
    outcome = None
    if request.method == "POST":
        outcome = api.save_step(holder, draft_id, name, request.POST, request.FILES)
        if outcome.is_done:
            return HttpResponse(f"<title>Uji</title>berikut: {outcome.next_step}")
    form = api.render_step(request, api.draft_of(holder, draft_id), name, outcome)
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [*house, path("uji/<uuid:draft_id>/<str:name>/", step)]
