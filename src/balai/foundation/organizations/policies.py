"""Who may do what with units; nothing else decides it."""

from balai.core.actor import Actor
from balai.foundation.organizations.models import Unit

MANAGE = "organizations.manage"


def may_manage(actor: Actor, unit: Unit) -> bool:
    """True when the actor keeps the data, hours and posts of the unit."""
    return actor.is_system or actor.may(MANAGE, unit_id=unit.pk, region_code=unit.region_id)


def may_appoint(actor: Actor, unit: Unit) -> bool:
    """True when the actor may put people on posts of the unit; accounts checks the role itself."""
    return may_manage(actor, unit) and actor.may(
        "accounts.manage", unit_id=unit.pk, region_code=unit.region_id
    )
