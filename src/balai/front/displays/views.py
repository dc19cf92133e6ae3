"""The pages of displays: the display, the part of it that changes, the words of its voice, and the list of all."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
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
from balai.front.displays.voices import current_voice, recording
from balai.services.queues import api as queues

THEMES = {"gelap": "dark", "terang": "light"}
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def display(request: HttpRequest, code: str) -> HttpResponse:
    """A display: readable from six metres, in Indonesian, without anybody's name. ``?tema=gelap``, ``?suara=mati``."""
    card = get_display(code)
    context = {
        "display": card,
        "fragment": fragment(card.place_code, card.letters),
        "theme": THEMES.get(request.GET.get("tema", "")),
        "is_mute": request.GET.get("suara") == "mati",
        "voice": current_voice(),
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
def word(request: HttpRequest, code: str, word: str) -> HttpResponse:
    """A recorded word; the address carries the version, so it may be kept for ever."""
    sound = recording(code, word)
    if sound is None:
        raise Http404
    return HttpResponse(sound, content_type="audio/ogg", headers={"Cache-Control": FOREVER})


@require_safe
@officer_required()
def wall(request: HttpRequest) -> HttpResponse:
    """All displays by place, for whoever sets them up."""
    if not may_set_up(request.actor):  # type: ignore[attr-defined]
        raise NotAllowed
    places = groupby(queues.displays(), key=lambda card: (card.place_code, card.place_name))
    shown = [(name, list(cards)) for (_code, name), cards in places]
    return render(request, "displays/wall.html", {"places": shown, "voice": current_voice()})
