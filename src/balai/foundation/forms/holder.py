"""Who holds a draft: a person who signed in, or a visitor known by a token in the session."""

import hashlib
import secrets
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest

from balai.core.actor import Actor

SESSION_KEY = "forms_visitor"


@dataclass(frozen=True)
class Holder:
    """The actor with, for visitors, the digest of their token. The token itself stays in the session.

    ``address`` is where a visitor's request comes from, for the day's limit of uploads; it is kept nowhere.
    """

    actor: Actor
    visitor: str = ""
    address: str = field(default="", repr=False)

    @property
    def mine(self) -> Q:
        """The filter of drafts that belong to this holder."""
        if self.actor.user_id is not None:
            return Q(owner_id=self.actor.user_id)
        return Q(owner__isnull=True, visitor=self.visitor) if self.visitor else Q(pk__in=[])


def holder_of(request: HttpRequest, *, begin: bool = False) -> Holder:
    """The holder behind a request; ``begin`` gives a visitor without a token a new one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if begin and not actor.is_signed_in and SESSION_KEY not in request.session:
        request.session[SESSION_KEY] = secrets.token_urlsafe(32)
    token = request.session.get(SESSION_KEY, "")
    return Holder(actor, _digest(token), "" if actor.is_signed_in else request.META.get("REMOTE_ADDR", ""))


def forget_visitor(request: HttpRequest) -> None:
    """Drop the token after its drafts found their owner."""
    request.session.pop(SESSION_KEY, None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest() if token else ""
