"""What others get to see of openings, slots and appointments."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from balai.core.ui.words import local
from balai.services.appointments.models import Booking, Opening


@dataclass(frozen=True)
class OpeningCard:
    """What one can come for, in the reader's language."""

    id: UUID
    code: str
    unit_id: UUID
    service: str
    title: str
    bring: str
    slot_minutes: int
    capacity: int
    horizon_days: int
    notice_hours: int
    quota: int
    is_open: bool


@dataclass(frozen=True)
class Slot:
    """A slot (UTC) and how many seats are free."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    free: int


@dataclass(frozen=True)
class Day:
    """A day with slots and how many seats are free on it."""

    date: date
    free: int


@dataclass(frozen=True)
class BookingCard:
    """An appointment; times are UTC."""

    id: UUID
    code: str
    opening: OpeningCard
    person_id: UUID
    case_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    state: str
    state_name: str
    reason: str
    changes: int

    @property
    def is_coming(self) -> bool:
        """True while it stands."""
        return self.state == Booking.State.BOOKED


def opening_card(opening: Opening) -> OpeningCard:
    """The card of an opening."""
    return OpeningCard(
        opening.pk,
        opening.code,
        opening.unit_id,
        opening.service,
        opening.title,
        local(opening.bring) if opening.bring else "",
        opening.slot_minutes,
        opening.capacity,
        opening.horizon_days,
        opening.notice_hours,
        opening.quota,
        opening.is_open,
    )


def booking_card(booking: Booking) -> BookingCard:
    """The card of an appointment; ``opening`` should be selected with it."""
    return BookingCard(
        booking.pk,
        booking.code,
        opening_card(booking.opening),
        booking.person_id,
        booking.case_id,
        booking.starts_at,
        booking.ends_at,
        booking.state,
        booking.get_state_display(),
        booking.reason,
        booking.changes,
    )
