"""Many people press at once: first without the lock, then with it."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection

from balai.core.actor import VISITOR
from balai.core.errors import Conflict
from balai.foundation.accounts.testing import actor_of
from balai.services.queues import api
from balai.services.queues.actions import call as calling
from balai.services.queues.actions import take as taking
from balai.services.queues.models import Period, Strip, Ticket
from balai.services.queues.tests.conftest import MONDAY, Mall, plant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=True):
        yield


@contextmanager
def ended() -> Iterator[None]:
    """A thread's own connection, closed at its end."""
    try:
        yield
    finally:
        connection.close()


def attempt(do: Callable[[], Any]) -> str:
    """What came of it, by name."""
    with ended():
        try:
            do()
        except (Conflict, IntegrityError) as refusal:
            return type(refusal).__name__
        return "done"


def at_once(count: int, do: Callable[[int], Any]) -> Counter[str]:
    """So many threads do it at the same moment."""
    ready = threading.Barrier(min(count, 20), timeout=20)

    def one(number: int) -> str:
        if number < ready.parties:
            ready.wait()
        return attempt(lambda: do(number))

    with ThreadPoolExecutor(ready.parties) as threads:
        return Counter(threads.map(one, range(count)))


def press(mall: Mall, channel: str = "kiosk") -> None:
    mall.take("A", channel=channel)


@pytest.mark.usefixtures("_monday")
def test_without_the_lock_two_people_get_one_number_and_the_constraint_is_the_second_wall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mall = plant()
    mall.take("A")
    meet = threading.Barrier(2, timeout=10)

    def count_then_add(counts: Any, channel: str, day: Any) -> Any:
        strip = Strip.objects.get()
        meet.wait()
        return {strip.line_id: taking.Torn(strip.pk, strip.last + 1, {channel: strip.last + 1})}

    monkeypatch.setattr(taking, "tear", count_then_add)
    assert at_once(2, lambda _number: press(mall)) == {"done": 1, "IntegrityError": 1}


@pytest.mark.usefixtures("_monday")
def test_two_hundred_people_press_at_once() -> None:
    mall = plant(capacity=None)
    assert at_once(200, lambda _number: press(mall)) == {"done": 200}
    tickets = list(Ticket.objects.order_by("issued_at", "number").values_list("number", flat=True))
    assert tickets == list(range(1, 201))


@pytest.mark.usefixtures("_monday")
def test_fifty_people_want_the_last_place() -> None:
    mall = plant(capacity=10, shares={"web": 10})
    assert at_once(50, lambda _number: press(mall)) == {"done": 9, "Conflict": 41}
    assert attempt(lambda: press(mall, "web")) == "done"
    assert (Strip.objects.get().last, Strip.objects.get().taken) == (10, {"kiosk": 9, "web": 1})


@pytest.mark.usefixtures("_monday")
def test_the_same_command_from_many_sides_makes_one_visit() -> None:
    mall = plant()
    key = taking.uuid7()
    codes = set()
    assert at_once(10, lambda _number: codes.add(mall.take("A", key=key).code)) == {"done": 10}
    assert (len(codes), Ticket.objects.count()) == (1, 1)


@pytest.mark.usefixtures("_monday")
def test_without_skipping_one_visitor_is_wanted_by_two_counters_and_only_one_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mall = plant()
    press(mall)
    actors = [mall.sit("1", mall.agus), mall.sit("2", mall.rina)]
    meet = threading.Barrier(2, timeout=10)
    look = calling.candidate

    def both_look_first(counter: Any, *, hold: bool) -> Any:
        found = look(counter, hold=False)
        if found:
            meet.wait()
        return found

    monkeypatch.setattr(calling, "candidate", both_look_first)
    assert at_once(2, lambda one: mall.call(actors[one], str(one + 1))) == {"done": 1, "Conflict": 1}
    assert Period.objects.filter(kind="called").count() == 1


@pytest.mark.usefixtures("_monday")
def test_counters_that_call_at_once_get_different_visitors() -> None:
    mall = plant()
    for _each in range(3):
        press(mall)
    actors = [mall.sit("1", mall.agus), mall.sit("2", mall.rina)]
    assert at_once(2, lambda one: mall.call(actors[one], str(one + 1))) == {"done": 2}
    called = Period.objects.filter(kind="called").values_list("ticket__number", flat=True)
    assert sorted(called) == [1, 2]


@pytest.mark.usefixtures("_monday")
def test_a_visitor_with_numbers_in_two_lines_is_never_called_twice() -> None:
    mall = plant()
    rina, dewi = mall.sit("3", mall.rina), mall.sit("1", mall.dewi)
    for _each in range(4):
        mall.take("A", "B")
    counters = [(dewi, "1"), (rina, "3")]
    for _round in range(2):
        assert at_once(2, lambda one: mall.call(*counters[one])) == {"done": 2}
        at = list(Period.objects.filter(ended_at=None, kind="called").values_list("visit_id", flat=True))
        assert len(at) == len(set(at)) == 2
        for actor, number in counters:
            api.back_in_line(actor, mall.counters[number].pk, _there(mall, number))


def _there(mall: Mall, number: str) -> Any:
    return Period.objects.get(counter=mall.counters[number], ended_at=None).pk


@pytest.mark.usefixtures("_monday")
def test_who_leaves_while_being_called_either_leaves_or_is_called() -> None:
    mall = plant()
    code = mall.take("A").code
    agus = mall.sit("1", mall.agus)
    deeds = [lambda: api.leave(VISITOR, code), lambda: mall.call(agus, "1")]
    ends = at_once(2, lambda one: deeds[one]())
    state = Ticket.objects.get().state
    assert (ends, state) in [({"done": 2}, "left"), ({"done": 1, "Conflict": 1}, "called")]
    assert Period.objects.filter(ended_at=None).count() == (state == "called")


@pytest.mark.usefixtures("_monday")
def test_an_officer_sits_at_one_counter_also_when_both_buttons_are_pressed() -> None:
    mall = plant()
    rina = actor_of(mall.rina)
    ends = at_once(2, lambda one: api.open_counter(rina, mall.counters[str(one + 1)].pk))
    assert ends == {"done": 1, "Conflict": 1}
