"""Who may do what with licences; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.organizations.api import UnitCard, get_unit
from balai.services.licences.models import Licence
from balai.services.licences.models.licence import VIEW

RECORD = "licences.record"
INSPECT = "licences.inspect"
DECIDE = "licences.decide"

__all__ = [
    "DECIDE",
    "INSPECT",
    "RECORD",
    "VIEW",
    "decides",
    "is_own",
    "may",
    "recording_units",
    "require",
    "require_decider",
]


def may(actor: Actor, permission: str, unit_id: UUID) -> bool:
    """True when the actor holds the permission on the unit."""
    if actor.is_system:
        return True
    unit = get_unit(unit_id)
    return actor.may(permission, unit_id=unit.id, region_code=unit.region_code)


def require(actor: Actor, permission: str, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor holds the permission on the unit."""
    if not may(actor, permission, unit_id):
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada unit ini."))


def decides(actor: Actor, licence: Licence) -> bool:
    """True for whoever decides on a licence here: one that came from a case is decided on in its case."""
    return licence.case_id is None and may(actor, DECIDE, licence.unit_id)


def require_decider(actor: Actor, licence: Licence) -> None:
    """Raise NotAllowed unless the actor decides on the licence, with the second factor shown."""
    if licence.case_id is not None:
        raise NotAllowed(_("Izin ini diputuskan pada perkaranya."))
    require(actor, DECIDE, licence.unit_id)
    if not (actor.second_factor or actor.is_system):
        raise NotAllowed(_("Keputusan ini memerlukan kode kedua. Masuk dengan kode kedua, lalu ulangi."))


def is_own(actor: Actor, licence: Licence) -> bool:
    """True for the holder."""
    return actor.user_id is not None and licence.holder_id == actor.user_id


def recording_units(actor: Actor) -> list[UnitCard]:
    """The units for which the actor itself keeps the register, by name."""
    ids = {grant.unit_id for grant in actor.grants_with(RECORD)}
    return sorted((get_unit(unit_id) for unit_id in ids), key=lambda unit: unit.name)
