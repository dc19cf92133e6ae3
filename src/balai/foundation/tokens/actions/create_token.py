"""Make a token; its secret is told once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.tokens.cards import TokenCard, token_card
from balai.foundation.tokens.events import CREATED
from balai.foundation.tokens.models import AccessToken
from balai.foundation.tokens.policies import require_creator
from balai.foundation.tokens.scopes import LIFETIMES

PREFIX = "balai_"  # lets scanners of leaked secrets recognise it
MOST_LIVE = 20


@dataclass(frozen=True)
class NewToken:
    """What is asked for: a name for its owner, what it opens, for how many days."""

    name: str
    scopes: tuple[str, ...]
    days: int


@dataclass(frozen=True)
class MadeToken:
    """The token with its secret, which can be shown only now."""

    card: TokenCard
    secret: str


@transaction.atomic
def create_token(actor: Actor, wish: NewToken) -> MadeToken:
    """Let a program read in the person's place. Raises NotAllowed, and Invalid for an impossible wish."""
    owner = require_creator(actor, wish.scopes)
    _require_possible(owner, wish)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user_id=owner,
        name=wish.name.strip(),
        digest=digest_of(secret),
        ending=secret[-4:],
        scopes=list(wish.scopes),
        expires_at=timezone.now() + timedelta(days=wish.days),
    )
    record(actor, CREATED, subject=token, title=token.name, scopes=", ".join(wish.scopes))
    return MadeToken(token_card(token), secret)


def digest_of(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _require_possible(owner: UUID, wish: NewToken) -> None:
    if not wish.name.strip():
        raise Invalid(_("Beri nama."), {"name": _("Beri nama.")})
    if wish.days not in LIFETIMES:
        raise Invalid(_("Pilih masa berlaku."), {"days": _("Pilih masa berlaku.")})
    if AccessToken.objects.live().filter(user_id=owner).count() >= MOST_LIVE:
        raise Invalid(_("Paling banyak %(n)d akses sekaligus. Cabut yang tidak dipakai.") % {"n": MOST_LIVE})
