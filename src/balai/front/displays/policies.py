"""Who sees the list of displays. A display itself is for everybody who stands before it."""

from balai.core.actor import Actor

STAFF = ("queues.serve", "queues.supervise", "queues.manage")


def may_set_up(actor: Actor) -> bool:
    """True for officers of the queue: counters, coordinators, administrators."""
    return any(actor.may(permission) for permission in STAFF)
