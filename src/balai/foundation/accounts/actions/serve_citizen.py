"""Serve a citizen at a counter: who it is, and the facts that need not be asked."""

from typing import Any
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.accounts.access import get_citizen
from balai.foundation.accounts.cards import PersonCard, person_card
from balai.foundation.accounts.selectors import profile_facts
from balai.foundation.audit.api import log_read


def served_citizen(actor: Actor, user_id: UUID, proof: str = "") -> PersonCard:
    """The card of a citizen whom the actor serves (see ``get_citizen``). Raises NotVisible, NotAllowed."""
    return person_card(get_citizen(actor, user_id, proof))


def facts_at_counter(actor: Actor, user_id: UUID, proof: str = "") -> dict[str, Any]:
    """``profile_facts`` of a citizen whom the actor serves; the read is logged. Raises NotVisible, NotAllowed."""
    user = get_citizen(actor, user_id, proof)
    log_read(actor, subject=user, what="profile", why="mengisi permohonan di loket")
    return profile_facts(user.id)
