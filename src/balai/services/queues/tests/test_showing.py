"""What is shown is what the counters do: boards, followers, the floor, in few queries."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from balai.core.actor import VISITOR
from balai.foundation.accounts.testing import actor_of
from balai.services.queues import api, hours
from balai.services.queues.models import Period
from balai.services.queues.tests.conftest import Mall


@pytest.fixture
def _in_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone is known, as within a request."""
    here = hours.zone()
    monkeypatch.setattr(hours, "zone", lambda: here)


def queries(captured: Any) -> int:
    """How many statements were sent, those of transactions left out."""
    words = ("SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(words) for query in captured.captured_queries)


@pytest.mark.usefixtures("mall", "_in_a_request")
def test_what_everything_costs_in_queries(mall: Mall, django_assert_max_num_queries: Any) -> None:
    agus = mall.sit("1", mall.agus)
    counter = mall.counters["1"].pk
    with django_assert_max_num_queries(99) as taking:
        mall.take("A", "B", "C", key=uuid4())
    for _each in range(5):
        mall.take("A")
    with django_assert_max_num_queries(99) as calling:
        api.call_next(agus, counter, key=uuid4())
    with django_assert_max_num_queries(99) as showing:
        api.board("mpp")
    with django_assert_max_num_queries(99) as following:
        assert len(api.positions("mpp")) == 6
    with django_assert_max_num_queries(99) as portal:
        api.places_open()
    found = [queries(one) for one in (taking, calling, showing, following, portal)]
    assert found == [8, 8, 6, 4, 3]


def test_a_board_shows_calls_and_who_is_next(mall: Mall, monday: time_machine.Traveller) -> None:
    for letter in "AAAB":
        mall.take(letter)
    both = mall.take("B", "A")
    agus = mall.sit("1", mall.agus)
    before = api.board("mpp")
    mall.call(agus, "1")
    shown = api.board("mpp")
    assert [(one.label, one.counter, one.calls) for one in shown.called] == [("A 001", "1", 1)]
    assert [(one.letter, one.waiting, one.next) for one in shown.waiting] == [
        ("A", 3, ("A 002", "A 003", "A 004")),
        ("B", 2, ("B 001", "B 002")),
        ("C", 0, ()),
    ]
    assert shown.version != before.version
    monday.shift(timedelta(seconds=30))
    assert api.board("mpp").version == shown.version
    assert [one.letter for one in api.board("mpp", ["B"]).waiting] == ["B"]
    rina = mall.sit("3", mall.rina)
    mall.serve(rina, "3", monday, 5)
    mall.call(rina, "3")
    assert api.board("mpp").waiting[0].next == ("A 002", "A 003")  # A 004 is called as B 002
    assert [(one.label, one.state, one.counter) for one in api.positions("mpp")[both.code].tickets] == [
        ("B 002", "called", "3"),
        ("A 004", "waiting", ""),
    ]


def test_waits_are_reckoned_from_what_was_measured(mall: Mall, monday: time_machine.Traveller) -> None:
    assert mall.take("A").tickets[0].wait_seconds is None  # nobody serves the line yet
    agus = mall.sit("1", mall.agus)
    assert (
        mall.take("A").tickets[0].expected_seconds == 0
    )  # one before, the counter takes both in turn: see below
    card = mall.take("A")
    assert (
        card.tickets[0].wait_seconds == 600
    )  # two before, one counter free now, ten minutes each as published
    for _each in range(5):
        mall.take("A")
    for _each in range(5):
        mall.serve(agus, "1", monday, 4)
    followed = api.visit(card.code)
    assert followed
    assert followed.tickets[0].state == "done"
    last = mall.take("A")
    assert (last.tickets[0].ahead, last.tickets[0].wait_seconds) == (3, 480)  # four minutes each, measured
    mall.sit("2", mall.rina)
    seen = api.visit(last.code)
    assert seen
    assert seen.tickets[0].wait_seconds == 120


def test_the_error_of_estimates_is_what_people_waited_more_than_they_were_told(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    agus = mall.sit("1", mall.agus)
    for _each in range(3):
        mall.take("A")  # told 0, 0 and 10 minutes
    for minutes in (12, 12, 12):
        mall.serve(agus, "1", monday, minutes)
    found = api.error_of_estimates("mpp", Period.objects.all()[0].started_at.date())
    assert found
    assert (found.count, found.mean_seconds, found.typical_seconds) == (3, 520, 720)


def test_places_now_tell_hours_lines_and_what_is_left(mall: Mall, monday: time_machine.Traveller) -> None:
    (place,) = api.places_open()
    assert (place.code, place.is_open, place.day_name, len(place.lines)) == ("mpp", True, "", 3)
    line = place.lines[0]
    assert (line.letter, line.left["kiosk"], line.left["web"], line.refusals["kiosk"]) == ("A", 14, 8, "")
    assert place.rule
    assert [(one.code, one.label) for one in place.rule.priority] == [("elderly", "Lansia")]
    monday.shift(timedelta(hours=8))
    (closed,) = api.places_open()
    assert closed.is_open is False
    assert closed.next_opens_at
    assert closed.next_opens_at.isoformat() == "2026-03-03T01:00:00+00:00"


def test_every_change_is_told_once_it_is_committed(mall: Mall) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'queues_told'")
        told = sorted(row[1] for row in cursor.fetchall())
    assert told == [
        "queues_announcement", "queues_counter", "queues_display", "queues_line",
        "queues_period", "queues_placeday", "queues_shift", "queues_ticket",
    ]  # fmt: skip


def test_a_visit_is_found_by_its_code_only(mall: Mall) -> None:
    card = mall.take("A")
    found = api.visit(f" {card.code.lower()} ")
    assert found
    assert found.id == card.id
    assert api.visit("AAAA-AAAA-AAAA-AAAA") is None
    assert api.visit("") is None
    assert api.own_visits(VISITOR) == []
    siti = actor_of(mall.siti)
    mine = mall.take("B", actor=siti, person_id=mall.siti.pk, channel="web")
    assert [one.code for one in api.own_visits(siti)] == [mine.code]
