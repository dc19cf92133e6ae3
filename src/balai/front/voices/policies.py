"""Who sees what is recorded and what is still to record. A recording itself is heard by everybody."""

from balai.core.actor import Actor

KEEP = ("queues.supervise", "queues.manage")


def may_keep(actor: Actor) -> bool:
    """True for those who coordinate or administer a place."""
    return any(map(actor.may, KEEP))
