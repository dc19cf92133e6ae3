"""How a person can be reached, in which language: for notices."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from balai.foundation.accounts.models import User


@dataclass(frozen=True)
class ContactCard:
    """An active account with its ways; an empty text is a way that it does not have."""

    id: UUID
    name: str
    email: str
    phone: str
    language: str


def contacts(user_ids: Collection[UUID]) -> dict[UUID, ContactCard]:
    """The active accounts among the ids; one query."""
    rows = User.objects.filter(id__in=user_ids, is_active=True)
    values = rows.values_list("id", "full_name", "email", "phone", "language")
    return {
        user_id: ContactCard(user_id, name, email or "", phone or "", language)
        for user_id, name, email, phone, language in values
    }
