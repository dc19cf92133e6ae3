"""Which numbers a browser took today: a signed cookie with their codes, so that one finds them and takes no second."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balai.services.queues.api import VisitCard, own_visits, visit
from balai.services.queues.hours import live_since

COOKIE, PATH, SALT = "balai_antrean", "/antrean/", "balai.queue"
SECONDS, MOST = 18 * 3600, 5


def origin_of(request: HttpRequest) -> str:
    """The address from which somebody asks."""
    return str(request.META.get("REMOTE_ADDR", ""))


def remember(request: HttpRequest, response: HttpResponse, code: str) -> HttpResponse:
    """Add the code of a visit; the oldest gives way."""
    codes = [*(old for old in _codes(request) if old != code), code][-MOST:]
    response.set_signed_cookie(
        COOKIE, " ".join(codes), salt=SALT, max_age=SECONDS, path=PATH, httponly=True, samesite="Lax",
        secure=settings.USE_TLS,
    )  # fmt: skip
    return response


def _codes(request: HttpRequest) -> list[str]:
    return (request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS) or "").split()


def held_here(request: HttpRequest, place: str) -> list[VisitCard]:
    """The live visits of today at a place: of this browser, and of the person who is signed in."""
    actor = request.actor  # type: ignore[attr-defined]
    own = own_visits(actor) if actor.is_signed_in else []
    found = {card.id: card for card in (*own, *filter(None, map(visit, _codes(request))))}
    return [card for card in found.values() if card.place_code == place and is_live(card)]


def is_live(card: VisitCard) -> bool:
    """True while a number of it can still be called today: who missed a call may come back."""
    return card.day >= live_since() and any(ticket.state not in {"done", "left"} for ticket in card.tickets)
