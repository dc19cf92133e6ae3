"""End a token at once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.tokens.access import get_token
from balai.foundation.tokens.cards import TokenCard, token_card
from balai.foundation.tokens.events import REVOKED


@transaction.atomic
def revoke_token(actor: Actor, token_id: UUID) -> TokenCard:
    """The token stops working; a second time changes nothing. Raises NotVisible."""
    token = get_token(actor, token_id)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(actor, REVOKED, subject=token, title=token.name)
    return token_card(token)
