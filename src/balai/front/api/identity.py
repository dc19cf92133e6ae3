"""Who asks: a visitor, the person of a browser session, or the person behind an access token."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

Check = Callable[[HttpRequest], Actor | None]
SCOPES = {"applications": "applications", "documents": "documents", "work": "work"}
SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "balai_session",
        "description": "The session of a browser in which somebody signed in.",
    },
}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def signed_in(request: HttpRequest) -> Actor | None:
    """For addresses that show what belongs to a person; None is answered with 401."""
    actor = actor_of(request)
    return actor if actor.is_signed_in else None


def officer(request: HttpRequest) -> Actor | None:
    """For addresses that show the work of a unit. Raises NotAllowed without a role, or before the second factor."""
    actor = signed_in(request)
    if actor and not actor.is_officer:
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if actor and actor.must_prove:
        raise NotAllowed(_("Masukkan kode faktor kedua lebih dahulu."))
    return actor
