"""Who may turn a screen into a kiosk, and who takes numbers for others at the reception."""

from balai.core.actor import Actor
from balai.services.queues.api import PlaceNow

RECEIVE = "queues.serve"
KEEP = ("queues.supervise", "queues.manage")


def may_keep(actor: Actor, place: PlaceNow) -> bool:
    """True for those who coordinate or administer the place."""
    return any(_may(actor, permission, place) for permission in KEEP)


def may_receive(actor: Actor, place: PlaceNow) -> bool:
    """True for an officer of the place, who stands at its reception."""
    return _may(actor, RECEIVE, place) and not actor.must_prove


def _may(actor: Actor, permission: str, place: PlaceNow) -> bool:
    return actor.may(permission, unit_id=place.unit_id, region_code=place.region_code)
