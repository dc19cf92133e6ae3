"""A place that is open around the clock: nobody is lost at midnight, the numbers of the new day begin at 1."""

from datetime import timedelta

import pytest
import time_machine

from balai.services.queues import api, tasks
from balai.services.queues.models import PlaceDay, Shift
from balai.services.queues.tests.conftest import Mall, label_of, monday_at, state_of

DAYS = 3


@pytest.fixture
def night(mall: Mall, monday: time_machine.Traveller) -> time_machine.Traveller:
    """It is 23.45 in a night in which the place does not close."""
    for ahead in range(DAYS):
        date = monday_at(8).date() + timedelta(days=ahead)
        PlaceDay.objects.create(place=mall.place, date=date, periods=[["00:00", "24:00"]], name="Siaga")
    monday.move_to(monday_at(23, 45))
    return monday


def test_who_took_a_number_before_midnight_is_called_after_it(
    mall: Mall, night: time_machine.Traveller
) -> None:
    late, home = mall.take("A"), mall.take("A", channel="web")
    night.move_to(monday_at(24, 5))
    first_of_the_day = mall.take("A")
    assert [label_of(one) for one in (late, first_of_the_day)] == ["A 001", "A 001"]
    assert [first_of_the_day.tickets[0].ahead, late.day < first_of_the_day.day] == [1, True]
    agus = mall.sit("1", mall.agus)
    assert [one.label for one in api.counter(agus, mall.counters["1"].pk).next] == ["A 001", "A 001"]
    called = mall.call(agus, "1").current
    assert called
    assert called.visit_id == late.id
    assert [one.label for one in api.board("mpp").called] == ["A 001"]
    assert set(api.positions("mpp")) == {late.code, home.code, first_of_the_day.code}
    assert api.check_in(agus, home.code).tickets[0].state == "waiting"
    assert tasks.close_what_is_over(0) == 0


def test_the_day_before_ends_a_while_after_midnight_and_counters_stay_open(
    mall: Mall, night: time_machine.Traveller
) -> None:
    late = mall.take("A")
    mall.sit("1", mall.agus)
    night.move_to(monday_at(25, 31))
    assert tasks.close_what_is_over(0) == 1
    assert state_of(late.tickets[0].label) == "left"
    assert Shift.objects.filter(ended_at=None).count() == 1
    night.move_to(monday_at(24 * DAYS + 1, 31))  # the first day on which it closes at midnight
    tasks.close_what_is_over(0)
    assert Shift.objects.filter(ended_at=None).count() == 0


def test_there_is_no_last_call_where_the_doors_stay_open(mall: Mall, night: time_machine.Traveller) -> None:
    night.move_to(monday_at(23, 59))
    place = api.place_now("mpp")
    assert place
    assert (place.is_open, place.closes_at, place.lines[0].is_taking("kiosk")) == (True, None, True)
    night.move_to(monday_at(24 * DAYS - 1, 45))  # the last of these nights
    place = api.place_now("mpp")
    assert place
    assert place.closes_at == monday_at(24 * DAYS)
    assert "sudah ditutup pukul 23.30" in place.lines[0].refusals["kiosk"]
