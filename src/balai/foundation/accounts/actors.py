"""The actor of a person now."""

from django.http import HttpRequest
from django.utils import timezone

from balai.core.actor import VISITOR, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.reach import live_grants


def actor_for(user: User, *, second_factor: bool = False, origin: str = "") -> Actor:
    """What the person may do today (one or two queries). A locked account is a visitor."""
    if not user.is_active:
        return VISITOR
    return Actor(
        user_id=user.id,
        name=user.full_name,
        grants=live_grants(user.id, timezone.localdate()),
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
