"""Puts the actor on the request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from balai.core.actor import VISITOR, Actor
from balai.foundation.accounts.actors import actor_of_request


class ActorMiddleware:
    """Sets ``request.actor``, resolved once. Without a session cookie nothing is read: public pages stay cacheable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        request.actor = actor_of_request(request) if has_session else VISITOR  # type: ignore[attr-defined]
        _speak(request, request.actor)  # type: ignore[attr-defined]
        return self.get_response(request)


def _speak(request: HttpRequest, actor: Actor) -> None:
    """The language of the account, unless this browser chose another."""
    if actor.is_signed_in and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(actor.language)
        request.LANGUAGE_CODE = actor.language
