"""Appointments on the page of their case: when somebody comes, or the way to choose a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.foundation.regions.api import zone
from balai.services.appointments import selectors
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.policies import is_own, serves

GONE = (Booking.State.CANCELLED, Booking.State.MISSED)


@dataclass(frozen=True)
class Shown:
    """An appointment beside its case; without ``href`` the reader may know of it, and no more."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    state_name: str
    href: str


@case_panel(order=30, leads_to="appointments:list")
def bookings_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The appointments of the case; where its service can be come to by appointment and none stands, the way there."""
    bookings = list(selectors.bookings_beside(case.id))
    opening = _offered(case, bookings)
    if not bookings and opening is None:
        return None
    rows = [_shown(actor, booking, side) for booking in bookings]
    return Panel(
        "appointments/bits/in_case.html", {"rows": rows, "offer": opening, "case_id": case.id, "side": side}
    )


def _offered(case: CaseCard, bookings: Sequence[Booking]) -> Opening | None:
    """What can be booked for the case: while it is open and nobody comes or has come for it."""
    if case.closed_at or any(booking.state not in GONE for booking in bookings):
        return None
    opening = selectors.opening_for(case.unit_id, case.service)
    return opening if opening and opening.is_open else None


def _shown(actor: Actor, booking: Booking, side: Side) -> Shown:
    return Shown(
        title=booking.opening.title,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        place=booking.opening.unit.name,
        state=booking.state,
        state_name=booking.get_state_display(),
        href=_address(actor, booking, side),
    )


def _address(actor: Actor, booking: Booking, side: Side) -> str:
    if side == "applicant":
        return reverse("appointments:booking", args=[booking.pk]) if is_own(actor, booking) else ""
    if not serves(actor, booking):
        return ""
    day = timezone.localdate(booking.starts_at, zone()).isoformat()
    return f"{reverse('appointments:day')}?{urlencode({'hari': day, 'kode': booking.code})}"
