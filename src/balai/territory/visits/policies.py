"""Who may do what with visits; nothing else decides."""

from uuid import UUID

from balai.core.actor import Actor
from balai.territory.visits.models import Delegation, Host, Session
from balai.territory.visits.models.delegation import HOST, MANAGE

__all__ = ["HOST", "MANAGE", "answers_for", "coordinates", "leads", "receives"]


def coordinates(actor: Actor, delegation: Delegation) -> bool:
    """True for whoever coordinates the visit."""
    return leads(actor, delegation.unit_id)


def leads(actor: Actor, unit_id: UUID) -> bool:
    """True for whoever coordinates the visits of a unit."""
    return actor.is_system or actor.may(MANAGE, unit_id=unit_id)


def answers_for(actor: Actor, host: Host) -> bool:
    """True for the person who was asked, or for one of a unit that was asked as a whole."""
    if actor.is_system:
        return True
    if host.person_id:
        return host.person_id == actor.user_id
    return actor.may(HOST, unit_id=host.unit_id, region_code=host.unit.region_id)


def receives(actor: Actor, session: Session) -> bool:
    """True for hosts of the session and for whoever coordinates the visit."""
    if coordinates(actor, session.delegation):
        return True
    return any(answers_for(actor, host) for host in session.hosts.select_related("unit"))
