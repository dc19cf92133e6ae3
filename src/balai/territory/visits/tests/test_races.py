"""No site takes more guests on a day than it has room for, whatever runs at once; first shown without the trigger."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.db.models import Sum

from balai.core.errors import Conflict
from balai.territory.visits.actions import seats
from balai.territory.visits.models import Delegation, Seat, Site, SiteDay
from balai.territory.visits.tests.conftest import MONDAY, ask, plant


def fill_the_mall(people: int, count: int) -> list[Delegation]:
    plant()
    return [ask(people=people) for _number in range(count)]


def sit(visit: Delegation) -> str:
    try:
        site = Site.objects.get(code="mpp")
        seats.take_seats(visit, (site.pk, date(2026, 3, 9)), visit.people)
    except Conflict:
        return "Conflict"
    finally:
        connection.close()
    return "sat"


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_two_who_look_first_take_too_much(monkeypatch) -> None:
    """Both count what is taken, both find room, both write: 120 people where 100 fit."""
    with time_machine.travel(MONDAY, tick=True):
        visits = fill_the_mall(60, 2)
        meet = threading.Barrier(2, timeout=10)

        def look_and_take(visit: Delegation, place: seats.Place, people: int) -> None:
            day, _is_new = SiteDay.objects.get_or_create(
                site_id=place[0], date=place[1], defaults={"capacity": 100}
            )
            taken = Seat.objects.filter(day=day).aggregate(n=Sum("people"))["n"] or 0
            meet.wait()
            if taken + people > day.capacity:
                raise Conflict("full")
            Seat.objects.create(day=day, delegation=visit, people=people)

        monkeypatch.setattr(seats, "take_seats", look_and_take)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE visits_seat DISABLE TRIGGER seats_are_counted")
        try:
            with ThreadPoolExecutor(2) as threads:
                ends = list(threads.map(sit, visits))
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE visits_seat ENABLE TRIGGER seats_are_counted")
        assert ends == ["sat", "sat"]
        assert Seat.objects.aggregate(n=Sum("people"))["n"] == 120


@pytest.mark.django_db(transaction=True)
def test_eight_delegations_of_thirty_want_a_day_with_room_for_a_hundred() -> None:
    with time_machine.travel(MONDAY, tick=True):
        visits = fill_the_mall(30, 8)
        with ThreadPoolExecutor(8) as threads:
            ends = Counter(threads.map(sit, visits))
        assert ends == {"sat": 3, "Conflict": 5}
        day = SiteDay.objects.get()
        assert (day.taken, Seat.objects.aggregate(n=Sum("people"))["n"]) == (90, 90)
