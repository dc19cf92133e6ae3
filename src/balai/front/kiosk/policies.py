"""Who may turn a screen into a kiosk, and who takes numbers for others at the reception."""

from balai.core.actor import Actor
from balai.services.queues.api import PlaceNow

RECEIVE = "queues.serve"
KEEP = ("queues.supervise", "queues.manage")


def may_keep(actor: Actor, place: PlaceNow) -> bool:
    """True for those who coordinate or administer the place."""
    return any(actor.may(permission, unit_id=place.unit_id) for permission in KEEP)


def may_receive(actor: Actor, place: PlaceNow) -> bool:
    """True for an officer of the place, who stands at its reception."""
    return actor.may(RECEIVE, unit_id=place.unit_id) and not actor.must_prove
