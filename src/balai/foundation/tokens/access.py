"""The way to obtain one token."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.tokens.models import AccessToken


def get_token(actor: Actor, token_id: UUID) -> AccessToken:
    """The token for its owner, its row held. Raises NotVisible for everybody else."""
    tokens = AccessToken.objects.select_for_update().filter(pk=token_id)
    token = tokens.filter(user_id=actor.user_id).first() if actor.user_id else None
    if token is None:
        raise NotVisible(_("Akses ini tidak ditemukan."))
    return token
