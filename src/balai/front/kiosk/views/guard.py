"""What every page of a kiosk passes: the place, the right to take numbers, this round, its language; never kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.core.errors import Invalid, NotVisible
from balai.core.http.language import language_of
from balai.front.kiosk.devices import Stand, is_of_this_round, stand_of
from balai.front.kiosk.rounds import Round, read_round
from balai.front.kiosk.saying import LANGUAGES, Reader
from balai.services.queues.api import PlaceNow, place_now

Channel = Literal["kiosk", "reception", "phone"]
# seconds until the kiosk asks whether somebody is still there; a number is read out to a caller without haste
IDLE, IDLE_TICKET, IDLE_CALL = 45, 20, 180


@dataclass(frozen=True)
class Kiosk:
    """Where a page is shown, and what was chosen so far."""

    stand: Stand
    round: Round

    @property
    def channel(self) -> Channel:
        """Through which its numbers are given: an officer at the reception also takes them for those who call."""
        return "phone" if self.is_reception and self.round.by_phone else self.stand.channel

    @property
    def is_reception(self) -> bool:
        """True where an officer takes numbers for others."""
        return self.stand.channel == "reception"

    @property
    def is_phone(self) -> bool:
        """True while the officer speaks with somebody who calls."""
        return self.channel == "phone"

    @property
    def place(self) -> PlaceNow:
        """The place of the kiosk."""
        return self.round.place

    def address(self, name: str, *keys: Any) -> str:
        """A page of this round, without its query."""
        return reverse(f"kiosk:{name}", args=[self.place.code, *keys])

    def step(self, name: str, **changes: Any) -> str:
        """A page of this round, with changes to what was chosen."""
        return self.address(name) + self.round.query(**changes)


Page = Callable[..., HttpResponse]


def kiosk_page(view: Page) -> Page:
    """Give the view its ``Kiosk``; other browsers and earlier rounds begin at the start."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, place: str, **keys: Any) -> HttpResponse:
        language = asked_language(request)
        with translation.override(language):
            found = place_here(place)
            stand = stand_of(request, found)
            if stand is None or not is_of_this_round(request, request.GET.get("putaran", "")):
                return redirect("kiosk:start", place)
            try:
                response = view(request, Kiosk(stand, read_round(request.GET, found, language)), **keys)
            except (Invalid, NotVisible) as fault:
                response = _nowhere(request, stand, found, fault)
            response.headers["Content-Language"] = language
            return response

    return guarded


def _nowhere(
    request: HttpRequest, stand: Stand, place: PlaceNow, fault: Invalid | NotVisible
) -> HttpResponse:
    """What was chosen is there no longer: said in the kiosk's own room, which leads back to the start by itself."""
    voice = request.GET.get("suara") == "1"
    name, language = request.GET.get("putaran", ""), (translation.get_language() or "id")[:2]
    kiosk = Kiosk(stand, Round(place, name, language, voice=voice))
    status = 404 if isinstance(fault, NotVisible) else 422
    return show(request, kiosk, "nowhere", back=kiosk.address("start"), status=status)


def asked_language(request: HttpRequest) -> str:
    """The language of this round, else the one of the browser."""
    asked = request.GET.get("bahasa", "")
    return asked if asked in LANGUAGES else language_of(request)


def place_here(code: str) -> PlaceNow:
    """The place as it is now. Raises NotVisible."""
    found = place_now(code)
    if found is None:
        raise NotVisible(_("Tempat layanan ini tidak ada."))
    return found


def show(request: HttpRequest, kiosk: Kiosk, template: str, **facts: Any) -> HttpResponse:
    """A page of the round; ``back`` is the page before, ``status`` the answer's status."""
    status = facts.pop("status", 200)
    context = {
        "kiosk": kiosk,
        "place": kiosk.place,
        "round": kiosk.round,
        "home": kiosk.address("start"),
        "idle": IDLE,
        "leaves_after": IDLE + 30,
        "reader": Reader(is_on=kiosk.round.voice),
        "other_language": request.path + kiosk.round.query(language=_other(kiosk.round.language)),
        "with_voice": request.path + kiosk.round.query(voice=not kiosk.round.voice),
        **facts,
    }
    return render(request, f"kiosk/{template}.html", context, status=status)


def _other(language: str) -> str:
    return LANGUAGES[1 - LANGUAGES.index(language)]
