"""One question a page: the agency, the service, one more, the priority."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.front.kiosk.agencies import Leads, Tile, agency_tiles, service_tiles
from balai.front.kiosk.devices import device_of, keep_device, keep_round, new_round, stand_of
from balai.front.kiosk.rounds import Round
from balai.front.kiosk.saying import LANGUAGES, Speech, agency_speech, priority_speech, sentence
from balai.front.kiosk.views.guard import Kiosk, kiosk_page, place_here, show
from balai.services.queues.api import PriorityCard, see_kiosk

PRIORITY_PICTURES = {
    "elderly": "person-standing",
    "pregnant": "heart",
    "disability": "accessibility",
    "infant": "baby",
}
NO_UNIT = UUID(int=0)


@dataclass(frozen=True)
class Way:
    """The way in for a language, in its own words."""

    language: str
    href: str
    welcome: str
    title: str
    name: str
    speech: Speech


@never_cache
@require_safe
def start(request: HttpRequest, place: str) -> HttpResponse:
    """Begin a round in one of the languages; a browser that is no kiosk learns where to take a number."""
    found = place_here(place)
    stand = stand_of(request, found)
    if stand is None:
        return render(request, "kiosk/elsewhere.html", {"place": found})
    kiosk = Kiosk(stand, Round(found, new_round(), voice=request.GET.get("suara") == "1"))
    response = show(request, kiosk, "start", **_ways_in(kiosk))
    _begin(request, response, kiosk)
    return response


def _ways_in(kiosk: Kiosk) -> dict[str, object]:
    return {
        "ways": [_way(kiosk, language) for language in LANGUAGES],
        "appointment": kiosk.step("appointment"),
        "telephone": kiosk.step("agencies", by_phone=True) if kiosk.is_reception else "",
    }


def _way(kiosk: Kiosk, language: str) -> Way:
    with translation.override(language):
        names = dict(settings.LANGUAGES)
        href = kiosk.step("agencies", language=language)
        welcome, title = _("Selamat datang"), _("Ambil nomor antrean")
        return Way(language, href, welcome, title, names[language], sentence("selamat-datang"))


def _begin(request: HttpRequest, response: HttpResponse, kiosk: Kiosk) -> None:
    keep_round(response, kiosk.round.name)
    device = device_of(request)
    if device and kiosk.stand.channel == "kiosk":
        keep_device(response, device)
        see_kiosk(kiosk.place.id, device.name, prints=device.prints)


@require_safe
@kiosk_page
def agencies(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Which agency? Where none gives numbers for one reason, such as the hour, that is said once."""
    tiles = agency_tiles(kiosk.round, _leads(kiosk))
    refusals = {tile.refusal for tile in tiles}
    closed = refusals.pop() if len(refusals) == 1 else ""
    facts = {"closed": closed, "closed_speech": sentence("belum-bisa-ambil", closed)}
    return show(request, kiosk, "agencies", tiles=tiles, **facts, back=_before(kiosk))


def _before(kiosk: Kiosk) -> str:
    """Where one came from to the agencies."""
    if kiosk.round.choices:
        return kiosk.step("more")
    return kiosk.step("take") if kiosk.round.booking else kiosk.address("start")


def _leads(kiosk: Kiosk) -> Leads:
    services = kiosk.address("services", NO_UNIT).replace(str(NO_UNIT), "{unit}")
    return Leads(kiosk.channel, services, kiosk.address("more"))


@require_safe
@kiosk_page
def services(request: HttpRequest, kiosk: Kiosk, unit_id: UUID) -> HttpResponse:
    """Which service of the agency?"""
    tiles = service_tiles(kiosk.round, unit_id, _leads(kiosk))
    if not tiles:
        raise NotVisible("agency")
    line = next(line for line in kiosk.place.lines if line.unit_id == unit_id)
    facts = {
        "agency": line.unit_name,
        "question": sentence("perlu-apa-di") + agency_speech(kiosk.place, line),
        "back": kiosk.step("agencies"),
    }
    return show(request, kiosk, "services", tiles=tiles, **facts)


@require_safe
@kiosk_page
def more(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """One more service in the same visit?"""
    if not kiosk.round.choices:
        return redirect(kiosk.step("agencies"))
    before = kiosk.round.choices[:-1]
    facts = {
        "again": "" if kiosk.round.is_full else kiosk.step("agencies"),
        "onward": kiosk.step("priority" if kiosk.round.priorities else "take"),
        "back": kiosk.address("services", kiosk.round.choices[-1].line.unit_id)
        + kiosk.round.query(choices=before),
    }
    return show(request, kiosk, "more", **facts)


@require_safe
@kiosk_page
def priority(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Does somebody come first, by the published rule?"""
    if not kiosk.round.choices:
        return redirect(kiosk.step("agencies"))
    facts = {
        "tiles": _priorities(kiosk),
        "none": kiosk.step("take", priority=""),
        "back": kiosk.step("more", priority=""),
    }
    return show(request, kiosk, "priority", **facts)


def _priorities(kiosk: Kiosk) -> list[tuple[Tile, int]]:
    return [(_first(kiosk, card), card.minutes) for card in kiosk.round.priorities]


def _first(kiosk: Kiosk, card: PriorityCard) -> Tile:
    picture = PRIORITY_PICTURES.get(card.code, "star")
    return Tile(card.label, kiosk.step("take", priority=card.code), picture, 0, priority_speech(card))
