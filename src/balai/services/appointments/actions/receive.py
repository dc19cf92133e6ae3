"""The day at the desk: somebody arrived, was served, or did not come."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict
from balai.foundation.audit.api import record
from balai.foundation.cases import api as cases
from balai.services.appointments import events
from balai.services.appointments.access import get_booking
from balai.services.appointments.cards import BookingCard, booking_card
from balai.services.appointments.models import Booking

State = Booking.State
ATTENDED_SIGNAL, MISSED_SIGNAL = "appointment.attended", "appointment.missed"


@transaction.atomic
def check_in(actor: Actor, booking_id: UUID) -> BookingCard:
    """The person has come; also when somebody had noted the opposite. Raises NotVisible, NotAllowed, Conflict."""
    booking = _claim(actor, booking_id, {State.BOOKED, State.MISSED})
    booking.arrived_at = timezone.now()
    return _move(actor, booking, State.ARRIVED, events.ARRIVED)


@transaction.atomic
def serve(actor: Actor, booking_id: UUID) -> BookingCard:
    """The person was served; a case that waits for it goes on. Raises NotVisible, NotAllowed, Conflict."""
    booking = _claim(actor, booking_id, {State.ARRIVED})
    card = _move(actor, booking, State.SERVED, events.SERVED)
    if booking.case_id:
        cases.send_signal(booking.case_id, ATTENDED_SIGNAL, {"code": booking.code})
    return card


@transaction.atomic
def no_show(actor: Actor, booking_id: UUID) -> BookingCard:
    """The person did not come, once the slot has begun. Raises NotVisible, NotAllowed, Conflict."""
    booking = _claim(actor, booking_id, {State.BOOKED})
    if booking.starts_at > timezone.now():
        raise Conflict(_("Waktu janji temu ini belum tiba."))
    card = _move(actor, booking, State.MISSED, events.MISSED)
    if booking.case_id:
        cases.send_signal(booking.case_id, MISSED_SIGNAL, {"code": booking.code})
    return card


def _claim(actor: Actor, booking_id: UUID, allowed: set[State]) -> Booking:
    booking = get_booking(actor, booking_id, to="serve", lock=True)
    if booking.state not in allowed:
        raise Conflict(
            _("Janji temu {code} sudah tercatat: {state}.").format(
                code=booking.code, state=booking.get_state_display()
            )
        )
    return booking


def _move(actor: Actor, booking: Booking, state: State, name: str) -> BookingCard:
    booking.state = state
    booking.save(update_fields=["state", "arrived_at"])
    unit = booking.opening.unit
    record(actor, name, subject=booking, unit_id=unit.pk, region_code=unit.region_id, code=booking.code)
    return booking_card(booking)


def note_missed() -> int:
    """Those who did not come by the end of yesterday, once each. Returns how many."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    past = list(Booking.objects.coming().filter(ends_at__lte=today).values_list("pk", flat=True))
    for booking_id in past:
        no_show(SYSTEM, booking_id)
    return len(past)
