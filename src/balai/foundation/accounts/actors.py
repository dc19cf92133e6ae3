"""The actor of a person now."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from balai.core.actor import VISITOR, Actor, Grant
from balai.foundation.accounts.models import User
from balai.foundation.accounts.reach import live_grants

GrantSource = Callable[[UUID, date], tuple[Grant, ...]]
_sources: list[GrantSource] = []


def also_grants(source: GrantSource) -> GrantSource:
    """Add a source of further grants of an officer on a day, such as work that a colleague on leave handed over."""
    _sources.append(source)
    return source


def actor_for(user: User, *, second_factor: bool = False, origin: str = "") -> Actor:
    """What the person may do today (one or two queries, then further sources). A locked account is a visitor."""
    if not user.is_active:
        return VISITOR
    today = timezone.localdate()
    own = live_grants(user.id, today)
    further = [grant for source in _sources for grant in source(user.id, today)] if own else []
    return Actor(
        user_id=user.id,
        name=user.full_name,
        grants=(*own, *further),
        second_factor=second_factor,
        identity_level=user.identity_level,
        origin=origin,
        language=user.language,
    )


def actor_of_request(request: HttpRequest) -> Actor:
    """The actor behind a request: a visitor without session, or the signed-in person with the factors shown."""
    from balai.foundation.accounts.factors import second_factor_shown

    if not request.user.is_authenticated:
        return VISITOR
    return actor_for(
        request.user, second_factor=second_factor_shown(request), origin=request.META.get("REMOTE_ADDR", "")
    )
