"""Remind people a day before."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from balai.core.actor import SYSTEM
from balai.services.appointments import telling
from balai.services.appointments.models import Booking

BEFORE = timedelta(hours=24)


def remind_of_tomorrow(now: datetime) -> int:
    """One reminder for each appointment of the next 24 hours. Returns how many."""
    due = Booking.objects.coming().filter(reminded_at=None, starts_at__gt=now, starts_at__lte=now + BEFORE)
    return sum(_remind(booking_id, now) for booking_id in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _remind(booking_id: UUID, now: datetime) -> bool:
    """Claim it by the row; whoever comes second finds it reminded."""
    claimed = Booking.objects.coming().filter(pk=booking_id, reminded_at=None).update(reminded_at=now)
    if claimed:
        booking = Booking.objects.select_related("opening__unit").get(pk=booking_id)
        telling.tell(SYSTEM, telling.REMINDER, booking)
    return bool(claimed)
