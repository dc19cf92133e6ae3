"""What others get to see of a token: never its secret."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from balai.foundation.tokens.models import AccessToken
from balai.foundation.tokens.scopes import SCOPES


@dataclass(frozen=True)
class TokenCard:
    """A token as its owner sees it."""

    id: UUID
    name: str
    ending: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def is_live(self) -> bool:
        """True while it works."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def scope_names(self) -> list[str]:
        """What it opens, in words."""
        return [str(SCOPES[scope]) for scope in self.scopes]


def token_card(token: AccessToken) -> TokenCard:
    """The card of a token."""
    return TokenCard(
        token.pk,
        token.name,
        token.ending,
        tuple(token.scopes),
        token.created_at,
        token.expires_at,
        token.last_used_at,
        token.revoked_at,
    )
