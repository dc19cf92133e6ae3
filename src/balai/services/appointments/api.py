"""Appointments: what other modules may use."""

from datetime import date, datetime
from uuid import UUID

from balai.core.actor import Actor
from balai.services.appointments import selectors
from balai.services.appointments.actions.book import Wish, book, cancel, change
from balai.services.appointments.actions.receive import check_in, no_show, serve
from balai.services.appointments.cards import BookingCard, OpeningCard, Slot, booking_card, opening_card
from balai.services.appointments.slots import slots_of

__all__ = [
    "BookingCard",
    "OpeningCard",
    "Slot",
    "Wish",
    "book",
    "booking_coded",
    "cancel",
    "change",
    "check_in",
    "no_show",
    "opening_for",
    "opening_named",
    "own_bookings",
    "serve",
    "slots",
]


def opening_for(unit_id: UUID, service: str) -> OpeningCard | None:
    """What one comes for by appointment at the unit for a service; None where nothing is offered."""
    opening = selectors.opening_for(unit_id, service)
    return opening_card(opening) if opening else None


def opening_named(code: str) -> OpeningCard | None:
    """What one comes for by appointment, by its code; None for an unknown one."""
    opening = selectors.opening_named(code)
    return opening_card(opening) if opening else None


def own_bookings(actor: Actor, since: datetime) -> list[BookingCard]:
    """The person's own appointments made since a moment that still stand or were kept, the first one first."""
    return [booking_card(booking) for booking in selectors.kept_bookings(actor, since)]


def booking_coded(code: str) -> BookingCard | None:
    """The appointment of a code, for whoever shows it on coming; None for an unknown one."""
    booking = selectors.booking_coded(code)
    return booking_card(booking) if booking else None


def slots(unit_id: UUID, service: str, day: date) -> list[Slot]:
    """The slots of a day with their free seats; none where nothing is offered."""
    opening = selectors.opening_for(unit_id, service)
    return slots_of(opening, day) if opening else []
