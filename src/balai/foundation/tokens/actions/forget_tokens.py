"""Forget the tokens of a person whose account is erased."""

from uuid import UUID

from django.db import transaction

from balai.foundation.tokens.models import AccessToken


def count_tokens(user_id: UUID) -> int:
    """How many tokens the person has made, past ones included."""
    return AccessToken.objects.filter(user_id=user_id).count()


@transaction.atomic
def forget_tokens(user_id: UUID) -> int:
    """Delete the person's tokens, so that none opens anything any more; returns how many."""
    return AccessToken.objects.filter(user_id=user_id).delete()[0]
