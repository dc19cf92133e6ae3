"""Appoint somebody to a post: the holding and the role that comes with it, together."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.accounts.actions.grant_role import (
    Held,
    Term,
    active_user,
    check_term,
    known_role,
    write_grant,
)
from balai.foundation.accounts.events import APPOINTED
from balai.foundation.accounts.policies import require_grantor
from balai.foundation.accounts.units import place_at
from balai.foundation.audit.api import record
from balai.foundation.organizations.api import Appointment, claim_post, hold_post


@dataclass(frozen=True)
class Appointed:
    """The two rows that were written."""

    holding_id: UUID
    grant_id: UUID


@transaction.atomic
def appoint(actor: Actor, user_id: UUID, post_id: UUID, appointment: Appointment) -> Appointed:
    """Create holding and grant. Raises NotVisible, NotAllowed, Invalid, Conflict (the post is held)."""
    post, user = claim_post(post_id), active_user(user_id)
    role, unit = known_role(post.role_code), place_at(post.unit_id)
    require_grantor(actor, role, unit, user)
    term = Term(appointment.starts_on, appointment.ends_on, appointment.standing, appointment.decree)
    check_term(term)
    holding_id = hold_post(post.id, user.id, appointment)
    grant = write_grant(actor, user, role, unit, Held(term, holding_id))
    record(actor, APPOINTED, subject=user, unit_id=unit.id, post=post.title, unit=unit.name)
    return Appointed(holding_id, grant.id)
