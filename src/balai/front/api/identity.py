"""Who asks: a visitor, the person of a browser session, or the person behind an access token."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.core.actor import VISITOR, Actor
from balai.core.errors import NotAllowed
from balai.foundation.tokens.api import WORK, TokenCard, bearer_of

Check = Callable[[HttpRequest], Actor | None]
# groups of addresses that are personal, with the scope that a token needs there
SCOPES = {"me": "", "applications": "applications", "documents": "documents", "work": "work"}
SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal access token, made at `/akun/akses/`. It opens only what its owner chose.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "balai_session",
        "description": "The session of a browser in which somebody signed in.",
    },
}


def identify(request: HttpRequest) -> bool:
    """Put the person of a token on the request, in place of the session's. False for a token that does not work."""
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return True
    found = bearer_of(secret.strip(), origin_of(request))
    request.actor = found.actor if found else VISITOR  # type: ignore[attr-defined]
    request.token = found.token if found else None  # type: ignore[attr-defined]
    return found is not None


def origin_of(request: HttpRequest) -> str:
    """The address of the client."""
    return str(request.META.get("REMOTE_ADDR", ""))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def token_of(request: HttpRequest) -> TokenCard | None:
    """The token by which somebody asks; None for a browser."""
    token: TokenCard | None = getattr(request, "token", None)
    return token


def needs(scope: str = "") -> Check:
    """The rule of a personal address: somebody is known, a token opens this part, and work is for officers."""

    def check(request: HttpRequest) -> Actor | None:
        actor, token = actor_of(request), token_of(request)
        if not actor.is_signed_in:
            return None
        if token and scope and scope not in token.scopes:
            raise NotAllowed(_("Token ini tidak membuka bagian “%(scope)s”.") % {"scope": scope})
        if scope == WORK:
            _require_officer(actor, has_proved=token is not None)
        return actor

    return check


def _require_officer(actor: Actor, has_proved: bool) -> None:
    """A token that opens work was made after the second factor; a session may still have to show it."""
    if not actor.is_officer:
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if actor.must_prove and not has_proved:
        raise NotAllowed(_("Masukkan kode faktor kedua lebih dahulu."))
