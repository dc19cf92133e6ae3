"""Jobs: reminders once, and who did not come."""

from django.utils import timezone

from balai.foundation.accounts.testing import actor_of
from balai.foundation.notices.models import Notice
from balai.services.appointments.actions.book import Wish, book, change
from balai.services.appointments.actions.remind import remind_of_tomorrow
from balai.services.appointments.models import Booking
from balai.services.appointments.tasks import close_yesterday, remind
from balai.services.appointments.tests.conftest import at


def reminders() -> int:
    return Notice.objects.filter(kind="appointments.reminder").count()


def test_a_reminder_goes_out_a_day_before_and_once(house, monday) -> None:
    siti = actor_of(house.siti)
    card = book(siti, Wish("paspor", at(9, 8)))
    assert remind(0) == 0
    monday.move_to(at(8, 9))
    assert [remind_of_tomorrow(timezone.now()) for _turn in range(2)] == [1, 0]
    assert reminders() == 1
    change(siti, card.id, at(9, 9, 30))
    monday.move_to(at(8, 10))
    assert (remind(0), reminders()) == (1, 2)


def test_a_cancelled_one_is_not_reminded(house, monday) -> None:
    book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    Booking.objects.update(state="cancelled", reason="x")
    monday.move_to(at(8, 9))
    assert remind(0) == 0


def test_who_did_not_come_is_noted_the_day_after(house, monday) -> None:
    book(actor_of(house.siti), Wish("paspor", at(3, 8)))
    monday.move_to(at(3, 20))
    assert close_yesterday(0) == 0
    monday.move_to(at(4, 1))
    assert [close_yesterday(0) for _turn in range(2)] == [1, 0]
    assert Booking.objects.get().state == "missed"
