"""Many people want one seat: first without the lock, then with it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import time_machine
from django.db import IntegrityError, connection

from balai.core.errors import Conflict
from balai.foundation.accounts.testing import actor_of, make_user
from balai.services.appointments.actions import book as booking_actions
from balai.services.appointments.actions.book import Wish, book
from balai.services.appointments.models import Booking
from balai.services.appointments.tests.conftest import MONDAY, at, plant

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def ended():
    """A thread's own connection, closed at its end."""
    try:
        yield
    finally:
        connection.close()


def try_to_book(actor, moment) -> str:
    with ended():
        try:
            return book(actor, Wish("paspor", moment)).state
        except (Conflict, IntegrityError) as refusal:
            return type(refusal).__name__


def crowd(count: int) -> list:
    return [actor_of(make_user(f"orang{number}")) for number in range(count)]


@pytest.fixture
def _monday():
    with time_machine.travel(MONDAY, tick=True):
        yield


@pytest.mark.usefixtures("_monday")
def test_without_the_lock_two_people_take_one_seat_and_the_constraint_is_the_second_wall(monkeypatch) -> None:
    plant()
    meet = threading.Barrier(2, timeout=10)
    found = booking_actions.slot_at

    def both_look_first(opening, moment):
        slot = found(opening, moment)
        meet.wait()
        return slot

    save = Booking.save
    ready = threading.Barrier(2, timeout=10)

    def both_chose_first(self, *args, **more):
        ready.wait()
        save(self, *args, **more)

    monkeypatch.setattr(booking_actions, "_hold", lambda *keys: None)
    monkeypatch.setattr(booking_actions, "slot_at", both_look_first)
    monkeypatch.setattr(Booking, "save", both_chose_first)
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda actor: try_to_book(actor, at(9, 8)), crowd(2)))
    assert sorted(ends) == ["IntegrityError", "booked"]


@pytest.mark.usefixtures("_monday")
def test_twenty_people_and_two_seats() -> None:
    plant()
    with ThreadPoolExecutor(20) as threads:
        ends = list(threads.map(lambda actor: try_to_book(actor, at(9, 8)), crowd(20)))
    assert Counter(ends) == {"booked": 2, "Conflict": 18}
    assert sorted(Booking.objects.values_list("seat", flat=True)) == [1, 2]


@pytest.mark.usefixtures("_monday")
def test_one_person_at_many_slots_at_once_keeps_the_quota() -> None:
    siti = actor_of(plant().siti)
    moments = [at(9, 8), at(9, 8, 30), at(9, 9), at(9, 9, 30)]
    with ThreadPoolExecutor(4) as threads:
        ends = list(threads.map(lambda moment: try_to_book(siti, moment), moments))
    assert Counter(ends) == {"booked": 1, "Conflict": 3}
