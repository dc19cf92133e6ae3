"""Who may read the trail: an inspector whose reach is the whole regency."""

from balai.core.actor import Actor
from balai.foundation.regions import api as regions

READ = "audit.read"


def may_audit(actor: Actor) -> bool:
    """True for somebody whose grant carries ``audit.read`` and reaches the whole regency."""
    prefixes = {grant.region_prefix for grant in actor.grants_with(READ) if grant.region_prefix}
    return bool(prefixes) and regions.regency().code in prefixes
