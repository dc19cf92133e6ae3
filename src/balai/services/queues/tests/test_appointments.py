"""Who has an appointment: checks in at the mall, counts from the slot, has a place also when the day is full."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from balai.core.actor import VISITOR
from balai.core.errors import Conflict, Invalid
from balai.foundation.accounts.testing import actor_of
from balai.foundation.organizations.models import ServiceHours
from balai.services.appointments.api import BookingCard, book
from balai.services.appointments.api import Wish as Slot
from balai.services.appointments.models import Booking, Opening
from balai.services.queues import api
from balai.services.queues.models import Ticket
from balai.services.queues.tests.conftest import Mall, monday_at


@pytest.fixture
def booking(mall: Mall, monday: time_machine.Traveller) -> BookingCard:
    """Siti comes to the agency of line A at 10.00."""
    unit = mall.lines["A"].unit
    ServiceHours.objects.create(unit=unit, weekday=0, opens="08:00", closes="15:00")
    Opening.objects.create(
        code="ktp", unit=unit, service="perekaman-ktp", name={"id": "KTP", "en": "Card"},
        slot_minutes=30, capacity=2, horizon_days=7, notice_hours=1, quota=1,
    )  # fmt: skip
    return book(actor_of(mall.siti), Slot("ktp", monday_at(10)))


def come(booking: BookingCard, **more: Any) -> api.VisitCard:
    """Check in at the kiosk with the appointment."""
    command = api.TakeNumber("mpp", [api.Wish(booking_id=booking.id)], "appointment", **more)
    return api.take(VISITOR, command)


def test_it_counts_from_its_slot_and_is_kept_when_served(
    mall: Mall, booking: BookingCard, monday: time_machine.Traveller
) -> None:
    monday.move_to(monday_at(9, 40))
    key = uuid4()
    card = come(booking, key=key)
    assert come(booking, key=key) == card
    assert (card.tickets[0].label, card.person_id) == ("A 001", mall.siti.pk)
    monday.move_to(monday_at(9, 50))
    mall.take("A")
    monday.move_to(monday_at(10, 5))
    mall.take("A")
    agus = mall.sit("1", mall.agus)
    assert [mall.serve(agus, "1", monday, 5) for _each in range(3)] == ["A 002", "A 001", "A 003"]
    assert Booking.objects.get().state == "served"


def test_later_than_the_grace_it_counts_from_the_arrival(
    mall: Mall, booking: BookingCard, monday: time_machine.Traveller
) -> None:
    monday.move_to(monday_at(10, 10))
    mall.take("A")
    monday.move_to(monday_at(10, 16))
    assert come(booking).tickets[0].ahead == 1


def test_it_has_a_place_also_when_every_other_is_taken(
    mall: Mall, booking: BookingCard, monday: time_machine.Traveller
) -> None:
    monday.move_to(monday_at(9, 59))
    for channel, count in (("kiosk", 14), ("web", 4)):
        for _each in range(count):
            mall.take("A", channel=channel)
    with pytest.raises(Conflict):
        mall.take("A")
    assert come(booking).tickets[0].label == "A 019"


def test_when_and_where_it_cannot_be_used_it_stays_as_it_was(
    mall: Mall, booking: BookingCard, monday: time_machine.Traveller
) -> None:
    for moment, told in (
        (monday_at(9, 29), "Terlalu awal. Nomor dapat diambil mulai pukul 09.30."),
        (monday_at(9) + timedelta(days=1), "Janji temu ini untuk hari lain."),
    ):
        monday.move_to(moment)
        with pytest.raises(Conflict) as refused:
            come(booking)
        assert str(refused.value) == told
    monday.move_to(monday_at(9, 40))
    with pytest.raises(Invalid):
        api.take(VISITOR, api.TakeNumber("mpp", [api.Wish("C", booking_id=booking.id)], "appointment"))
    assert (Booking.objects.get().state, Ticket.objects.count()) == ("booked", 0)
    come(booking)
    with pytest.raises(Conflict):
        come(booking)
