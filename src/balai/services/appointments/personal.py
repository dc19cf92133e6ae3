"""Appointments as personal data: shown to their owner, gone when their time is over or when the owner asks.

What belongs to a case stays with it.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import moment
from balai.foundation.privacy.api import (
    Eraser,
    Fact,
    Section,
    Sweeper,
    register_eraser,
    register_holding,
    register_sweeper,
)
from balai.services.appointments import selectors
from balai.services.appointments.models import Booking

KIND = "appointments"


def connect() -> None:
    """Register what is held, swept and erased, at start."""
    register_holding(own_appointments)
    register_sweeper(KIND, Sweeper(count_over, forget_over))
    register_eraser(KIND, Eraser(count_of, forget_of))


def own_appointments(actor: Actor) -> Iterator[Section]:
    """When the person comes and came, and for what."""
    facts = tuple(_fact(booking) for booking in selectors.my_bookings(actor))
    if facts:
        yield Section(KIND, _("Janji temu"), _("Anda memesannya sendiri"), facts)


def _fact(booking: Booking) -> Fact:
    told = f"{moment(booking.starts_at)}, {booking.opening.unit.name}, {booking.get_state_display()}"
    return Fact(booking.code, booking.opening.title, told, f"{booking.starts_at.isoformat()} {booking.state}")


def _alone() -> QuerySet[Booking]:
    return Booking.objects.filter(case_id=None)


def count_over(before: datetime) -> int:
    """How many appointments without a case were over before the moment."""
    return _alone().filter(ends_at__lt=before).count()


def forget_over(before: datetime) -> int:
    """Remove them; returns how many."""
    return _alone().filter(ends_at__lt=before).delete()[0]


def count_of(person_id: UUID) -> int:
    """How many appointments without a case the person has or had."""
    return _alone().filter(person_id=person_id).count()


def forget_of(person_id: UUID) -> int:
    """Remove them, coming ones included, whose seats are free again; returns how many."""
    return _alone().filter(person_id=person_id).delete()[0]
