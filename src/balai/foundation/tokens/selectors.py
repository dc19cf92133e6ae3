"""Reads of tokens: everybody sees the own ones."""

from balai.core.actor import Actor
from balai.foundation.tokens.cards import TokenCard, token_card
from balai.foundation.tokens.models import AccessToken

MOST_SHOWN = 100


def tokens_of(actor: Actor) -> list[TokenCard]:
    """The person's tokens, past ones included, the newest first."""
    tokens = (
        AccessToken.objects.filter(user_id=actor.user_id) if actor.user_id else AccessToken.objects.none()
    )
    return [token_card(token) for token in tokens[:MOST_SHOWN]]
