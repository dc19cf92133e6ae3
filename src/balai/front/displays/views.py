"""The pages of displays: the display, the part of it that changes, and the list of all."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from balai.core.errors import NotAllowed
from balai.core.http.conditional import fresh_or_304
from balai.foundation.accounts.api import officer_required
from balai.foundation.regions.api import zone
from balai.front.displays.access import get_display
from balai.front.displays.policies import may_set_up
from balai.front.displays.screens import fragment
from balai.front.displays.spoken import WORDS
from balai.front.voices.api import library, may_keep
from balai.services.queues import api as queues

THEMES = {"gelap": "dark", "terang": "light"}


@require_safe
def display(request: HttpRequest, code: str) -> HttpResponse:
    """A display: readable from six metres, in Indonesian, without anybody's name. ``?tema=gelap``, ``?suara=mati``."""
    card = get_display(code)
    context = {
        "display": card,
        "fragment": fragment(card.place_code, card.letters),
        "theme": THEMES.get(request.GET.get("tema", "")),
        "is_mute": request.GET.get("suara") == "mati",
        "voice": library().whole(WORDS),
        "words": " ".join(WORDS),
        "zone": zone().key,
        "now": timezone.now(),
    }
    with translation.override("id"):
        return render(request, "displays/display.html", context)


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the display that changes, for pages that have no stream at the moment."""
    card = get_display(code)
    return fresh_or_304(request, fragment(card.place_code, card.letters))


@require_safe
@officer_required()
def wall(request: HttpRequest) -> HttpResponse:
    """All displays by place, for whoever sets them up."""
    if not may_set_up(request.actor):  # type: ignore[attr-defined]
        raise NotAllowed
    places = groupby(queues.displays(), key=lambda card: (card.place_code, card.place_name))
    shown = [(name, list(cards)) for (_code, name), cards in places]
    context = {
        "places": shown,
        "voice": library().whole(WORDS),
        "keeps_voices": may_keep(request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "displays/wall.html", context)
