"""Who may do what with agreements; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.organizations.api import UnitCard, get_unit, get_units
from balai.territory.agreements.models import Agreement, Obligation
from balai.territory.agreements.models.agreement import MANAGE, VIEW

ADMINISTER = "packs.manage"  # kinds are content, as what packs bring

__all__ = [
    "ADMINISTER",
    "MANAGE",
    "VIEW",
    "fulfils",
    "keeps",
    "keeping_units",
    "require_administrator",
    "require_fulfiller",
    "require_keeper",
    "may",
]


def may(actor: Actor, permission: str, unit_id: UUID) -> bool:
    """True when the actor holds the permission on the unit."""
    if actor.is_system:
        return True
    unit = get_unit(unit_id)
    return actor.may(permission, unit_id=unit.id, region_code=unit.region_code)


def keeps(actor: Actor, agreement: Agreement) -> bool:
    """True for whoever keeps the agreement: prepares, records, reports."""
    return may(actor, MANAGE, agreement.unit_id)


def require_keeper(actor: Actor, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor keeps the agreements of the unit."""
    if not may(actor, MANAGE, unit_id):
        raise NotAllowed(_("Kerja sama ini dikelola unit lain."))


def fulfils(actor: Actor, duty: Obligation) -> bool:
    """True for whoever says that a duty is done: an officer of its unit, or the keeper of the agreement."""
    if actor.is_system or any(grant.unit_id == duty.unit_id for grant in actor.grants_with("cases.work")):
        return True
    return keeps(actor, duty.agreement)


def require_fulfiller(actor: Actor, duty: Obligation) -> None:
    """Raise NotAllowed for everybody else."""
    if not fulfils(actor, duty):
        raise NotAllowed(_("Kewajiban ini milik unit lain."))


def require_administrator(actor: Actor) -> None:
    """Raise NotAllowed for everybody who does not keep content."""
    if not (actor.is_system or actor.may(ADMINISTER)):
        raise NotAllowed(_("Jenis kerja sama dikelola administrator daerah."))


def keeping_units(actor: Actor) -> list[UnitCard]:
    """The units whose agreements the actor itself keeps, by name."""
    units = get_units({grant.unit_id for grant in actor.grants_with(MANAGE)})
    return sorted(units.values(), key=lambda unit: unit.name)
