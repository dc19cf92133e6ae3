"""Who may do what in queues; nothing else decides."""

from typing import TYPE_CHECKING

from balai.core.actor import Actor

if TYPE_CHECKING:
    from balai.services.queues.models import Counter, Place

SERVE, SUPERVISE, MANAGE = "queues.serve", "queues.supervise", "queues.manage"


def may_at(actor: Actor, permission: str, place: "Place") -> bool:
    """True when a role on the place's unit (or above it) carries the permission."""
    unit = place.unit
    return actor.is_system or actor.may(permission, unit_id=unit.pk, region_code=unit.region_id)


def may_serve(actor: Actor, counter: "Counter") -> bool:
    """True for officers of the place, and of an agency whose line the counter serves; ``lines`` should be at hand."""
    return may_at(actor, SERVE, counter.place) or any(
        actor.may(SERVE, unit_id=line.unit_id, region_code=line.unit.region_id)
        for line in counter.lines.all()
    )


def may_supervise(actor: Actor, place: "Place") -> bool:
    """True for who has the whole floor of the place."""
    return may_at(actor, SUPERVISE, place)


def may_manage(actor: Actor, place: "Place") -> bool:
    """True for who keeps its lines, counters, hours and displays."""
    return may_at(actor, MANAGE, place)
