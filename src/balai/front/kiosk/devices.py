"""Which screens are kiosks: a signed cookie names the place, so that the channel cannot be used from elsewhere.

The cookie carries the place and a random name of the device, nothing of anybody. It is renewed while the kiosk is in
use and dies three months after the last time, or when somebody ends that kiosk from elsewhere.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balai.front.kiosk.policies import may_receive
from balai.services.queues.api import KIOSK_DAYS, PlaceNow, ended_kiosks

DEVICE, ROUND = "balai_kios", "balai_kios_putaran"
PATH = "/kios/"
_SALT = "balai.kiosk"
_SECONDS = KIOSK_DAYS * 86_400


@dataclass(frozen=True)
class Device:
    """A kiosk: its place, its name, and whether a ticket printer hangs on it."""

    place: str
    name: str
    prints: bool


@dataclass(frozen=True)
class Stand:
    """Where somebody takes a number: at a kiosk, or from an officer at the reception."""

    channel: Literal["kiosk", "reception"]
    name: str
    prints: bool


def stand_of(request: HttpRequest, place: PlaceNow) -> Stand | None:
    """What the browser is at the place; None for every other browser."""
    device = device_of(request)
    if device and device.place == place.code:
        return Stand("kiosk", device.name, device.prints)
    actor = request.actor  # type: ignore[attr-defined]
    return Stand("reception", str(actor.user_id), prints=False) if may_receive(actor, place) else None


def device_of(request: HttpRequest) -> Device | None:
    """The kiosk that the browser is; None for one that was ended."""
    kept = (request.get_signed_cookie(DEVICE, default="", salt=_SALT, max_age=_SECONDS) or "").split(" ")
    if len(kept) != 3 or kept[1] in ended_kiosks:
        return None
    return Device(kept[0], kept[1], kept[2] == "1")


def keep_device(response: HttpResponse, device: Device) -> None:
    """Make the browser this kiosk, or let it stay it."""
    told = f"{device.place} {device.name} {int(device.prints)}"
    response.set_signed_cookie(DEVICE, told, salt=_SALT, max_age=_SECONDS, **_rules())


def forget_device(response: HttpResponse) -> None:
    """Let the browser be a kiosk no longer."""
    for name in (DEVICE, ROUND):
        response.delete_cookie(name, path=PATH, samesite="Strict")


def new_round() -> str:
    """The name of a new round."""
    return secrets.token_urlsafe(9)


def keep_round(response: HttpResponse, name: str) -> None:
    """Begin a round: the pages of every earlier one lead to the start from now on."""
    response.set_cookie(ROUND, name, **_rules())


def is_of_this_round(request: HttpRequest, name: str) -> bool:
    """False for a page of somebody who stood here before."""
    kept = request.COOKIES.get(ROUND, "")
    return bool(kept) and secrets.compare_digest(kept.encode(), name.encode())


def _rules() -> dict[str, Any]:
    return {"path": PATH, "httponly": True, "samesite": "Strict", "secure": settings.USE_TLS}
