"""Slots: within the hours, never on a day off, between the notice and the horizon."""

from datetime import date, timedelta

import pytest

from balai.core.content import ContentError
from balai.foundation.accounts.testing import actor_of
from balai.foundation.organizations.models import Closure, Holiday
from balai.services.appointments import api
from balai.services.appointments.actions.book import Wish, book
from balai.services.appointments.slots import days_of, slot_at, slots_of
from balai.services.appointments.tests.conftest import ENTRY, at, install


def starts(opening, day: int) -> list[str]:
    return [f"{slot.starts_at + timedelta(hours=7):%H.%M}" for slot in slots_of(opening, date(2026, 3, day))]


def test_slots_lie_in_the_part_of_the_hours_that_the_opening_names(house) -> None:
    assert starts(house.opening, 9) == ["08.00", "08.30", "09.00", "09.30"]
    assert starts(house.opening, 3) == ["08.00", "08.30"]
    assert [starts(house.opening, day) for day in (4, 7, 8)] == [[], [], []]


def test_without_a_week_of_its_own_it_follows_the_unit(house) -> None:
    opening = install({**ENTRY, "code": "lain", "service": "lain", "week": {}, "minutes": 45})
    assert starts(opening, 4) == ["08.00", "08.45", "09.30", "10.15", "11.00"]
    assert starts(opening, 7) == []


def test_the_notice_and_the_horizon_bound_what_can_be_booked(house) -> None:
    assert starts(house.opening, 2) == ["09.00", "09.30"]
    assert starts(house.opening, 16) == []
    assert [day.date.day for day in days_of(house.opening)] == [2, 3, 9]


def test_days_off_have_no_slots(house) -> None:
    Holiday.objects.create(date=date(2026, 3, 3), name="Nyepi", source="SKB")
    Closure.objects.create(unit=house.opening.unit, date=date(2026, 3, 9), name="Pindah", source="Pengumuman")
    assert [(day.date.day, day.free) for day in days_of(house.opening)] == [(2, 4)]


def test_a_shut_opening_offers_nothing(house) -> None:
    house.opening.is_open = False
    house.opening.save()
    assert days_of(house.opening) == []
    assert slot_at(house.opening, at(9, 8)) is None


def test_free_seats_are_counted(house) -> None:
    book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    found = api.slots(house.opening.unit_id, "paspor", date(2026, 3, 9))
    assert [slot.free for slot in found] == [1, 2, 2, 2]
    assert api.slots(house.opening.unit_id, "tidak-ada", date(2026, 3, 9)) == []


@pytest.mark.parametrize("ahead", [7, 90])
def test_the_days_cost_the_same_for_a_week_as_for_a_quarter(house, ahead, django_assert_num_queries) -> None:
    house.opening.horizon_days = ahead
    with django_assert_num_queries(5):
        days_of(house.opening)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"unit": "antah"}, (0, "unit")),
        ({"minutes": 2}, (0, "minutes")),
        ({"capacity": "dua"}, (0, "capacity")),
        ({"week": {"senen": ["08:00-09:00"]}}, (0, "week")),
        ({"name": {"id": "x"}}, (0, "name")),
    ],
)
def test_faults_of_a_pack_are_named(house, change, path) -> None:
    with pytest.raises(ContentError) as fault:
        install({**ENTRY, "code": "salah", "service": "salah", **change})
    assert tuple(fault.value.path)[:2] == path


def test_what_a_pack_brought_reads_back(house) -> None:
    from balai.services.appointments.content import standing_openings

    assert standing_openings(["paspor"]) == {"paspor": {**ENTRY, "quota": 1}}
