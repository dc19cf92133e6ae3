"""Who may do what with appointments; nothing else decides."""

from balai.core.actor import Actor
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.models.booking import WORK

MANAGE = "organizations.manage"


def serves(actor: Actor, booking: Booking) -> bool:
    """True when the actor works at the unit to which the person comes."""
    unit = booking.opening.unit
    return actor.is_system or actor.may(WORK, unit_id=unit.pk, region_code=unit.region_id)


def is_own(actor: Actor, booking: Booking) -> bool:
    """True for the person's own appointment."""
    return actor.is_system or (actor.is_signed_in and booking.person_id == actor.user_id)


def may_manage(actor: Actor, opening: Opening) -> bool:
    """True when the actor keeps the slots of the unit."""
    unit = opening.unit
    return actor.is_system or actor.may(MANAGE, unit_id=unit.pk, region_code=unit.region_id)
