"""Reads the regency once a request and keeps it: its zone for every time on the page, its name for the frame."""

from collections.abc import Callable
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balai.core.errors import Invalid
from balai.core.ui import look
from balai.foundation.regions.api import RegencyCard, regency

_kept: ContextVar[RegencyCard | None] = ContextVar("regency", default=None)


def _read() -> RegencyCard | None:
    try:
        return regency()
    except Invalid:
        return None


def for_frame() -> look.Regency | None:
    """The regency as the frame needs it: the one kept for the request, read anew outside of requests."""
    card = _kept.get() or _read()
    return _framed(card) if card else None


def _framed(card: RegencyCard) -> look.Regency:
    return look.Regency(card.code, card.name, card.short_name, card.timezone, card.look, card.texts)


class RegencyMiddleware:
    """Keeps the regency for the request and activates its time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        card = _read()
        token = _kept.set(card)
        try:
            with timezone.override(ZoneInfo(card.timezone) if card else None):
                return self.get_response(request)
        finally:
            _kept.reset(token)
