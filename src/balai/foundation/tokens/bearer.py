"""From a secret to the person in whose place a program asks."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.accounts.api import actor_for
from balai.foundation.tokens.actions.create_token import PREFIX, digest_of
from balai.foundation.tokens.cards import TokenCard, token_card
from balai.foundation.tokens.models import AccessToken
from balai.foundation.tokens.scopes import WORK

LONGEST = 100
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Bearer:
    """Who asks by a token. The actor never counts as having shown the second factor: no token signs or administers."""

    actor: Actor
    token: TokenCard


def bearer_of(secret: str, origin: str = "") -> Bearer | None:
    """The person behind a secret; None when it is unknown, revoked or expired, or the account is locked."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST:
        return None
    token = AccessToken.objects.live().select_related("user").filter(digest=digest_of(secret)).first()
    actor = actor_for(token.user, origin=origin) if token else None
    if token is None or actor is None or not actor.is_signed_in:
        return None
    _note_use(token.pk)
    card = token_card(token)
    return Bearer(actor if WORK in card.scopes else replace(actor, grants=()), card)


def _note_use(token_id: UUID) -> None:
    """Once a minute at most, so that a busy program does not write with each question."""
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    AccessToken.objects.filter(stale, pk=token_id).update(last_used_at=now)
