"""At the counter: who comes next, what becomes of a number, what is on record; every command is harmless twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from balai.core.actor import VISITOR
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.services.queues import api
from balai.services.queues.models import Period, Shift, Ticket
from balai.services.queues.tests.conftest import Mall, state_of


def test_a_visitor_is_called_served_and_done(mall: Mall, monday: time_machine.Traveller) -> None:
    mall.take("A")
    agus = mall.sit("1", mall.agus)
    monday.shift(timedelta(minutes=4))
    key = uuid4()
    card = mall.call(agus, "1", key=key)
    assert mall.call(agus, "1", key=key) == card
    assert card.current
    assert (card.current.label, card.current.kind, card.current.waited_seconds) == (
        "A 001",
        "called",
        240,
    )
    serving = mall.press(api.start, agus, "1", card.current.period_id)
    assert mall.press(api.start, agus, "1", card.current.period_id) == serving
    assert serving.current
    assert serving.current.kind == "serving"
    monday.shift(timedelta(minutes=7))
    over = mall.press(api.done, agus, "1", serving.current.period_id)
    assert mall.press(api.done, agus, "1", serving.current.period_id) == over
    assert (over.current, over.served, over.mean_seconds) == (None, 1, 420)
    assert list(Period.objects.values_list("kind", "ended_as")) == [
        ("waiting", "called"),
        ("called", "serving"),
        ("serving", "done"),
    ]
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.visit.left_at) == ("done", Period.objects.get(kind="serving").ended_at)


def test_the_order_is_the_rule_over_all_lines_of_a_counter(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    rina = mall.sit("3", mall.rina)  # B and C
    mall.take("C")
    monday.shift(timedelta(minutes=1))
    mall.take("B")
    monday.shift(timedelta(minutes=1))
    mall.take("C", priority="elderly")
    card = api.counter(rina, mall.counters["3"].pk)
    assert [(one.label, one.is_next) for one in card.next] == [
        ("C 002", True),
        ("C 001", False),
        ("B 001", False),
    ]
    assert [mall.serve(rina, "3", monday, 1) for _each in range(3)] == ["C 002", "C 001", "B 001"]
    assert mall.call(rina, "3").current is None


def test_whoever_is_called_out_of_order_has_a_reason_on_record(mall: Mall) -> None:
    first, second = mall.take("A"), mall.take("A")
    agus = mall.sit("1", mall.agus)
    counter = mall.counters["1"].pk
    with pytest.raises(Invalid):
        api.call(agus, counter, second.tickets[0].id, reason=" ")
    assert state_of("A 002") == "waiting"
    card = api.call(agus, counter, second.tickets[0].id, reason="Anak sakit")
    assert card.current
    assert (card.current.label, card.current.reason) == ("A 002", "Anak sakit")
    event = Event.objects.get(name="queues.out_of_order")
    assert event.facts == {"label": "A 002", "counter": "1", "reason": "Anak sakit"}
    mall.press(api.start, agus, "1", card.current.period_id)
    mall.press(api.done, agus, "1", _at(mall, agus, "1"))
    api.call(agus, counter, first.tickets[0].id)
    assert Event.objects.filter(name="queues.out_of_order").count() == 1


def _at(mall: Mall, actor: object, number: str):  # noqa: ANN202
    card = api.counter(actor, mall.counters[number].pk)  # type: ignore[arg-type]
    assert card.current
    return card.current.period_id


def test_who_does_not_come_is_missed_after_the_calls_of_the_rule_and_comes_back_by_it(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    late = mall.take("A")
    monday.shift(timedelta(minutes=1))
    mall.take("A")
    agus = mall.sit("1", mall.agus)
    called = mall.call(agus, "1").current
    assert called
    with pytest.raises(Conflict) as early:
        mall.press(api.no_show, agus, "1", called.period_id)
    assert str(early.value) == "Panggil 2 kali sebelum dicatat tidak datang."
    key = uuid4()
    for _each in range(2):
        again = mall.press(api.recall, agus, "1", called.period_id, key=key).current
    assert again
    assert again.calls == 2
    card = mall.press(api.no_show, agus, "1", called.period_id)
    assert mall.press(api.no_show, agus, "1", called.period_id) == card
    assert [one.label for one in card.missed] == ["A 001"]
    monday.shift(timedelta(minutes=15))
    assert api.check_in(VISITOR, late.code).tickets[0].ahead == 0  # within the grace: the old place
    again_called = mall.call(agus, "1").current
    assert again_called
    assert again_called.label == "A 001"
    mall.press(api.recall, agus, "1", again_called.period_id)
    missed = mall.press(api.no_show, agus, "1", again_called.period_id).missed[0]
    monday.shift(timedelta(minutes=16))
    back = mall.press(api.back_in_line, agus, "1", missed.period_id)
    assert mall.press(api.back_in_line, agus, "1", missed.period_id) == back
    assert [one.label for one in back.next] == ["A 002", "A 001"]  # later: the end


def test_who_is_held_frees_the_counter_and_goes_on_later(mall: Mall, monday: time_machine.Traveller) -> None:
    mall.take("A")
    mall.take("A")
    agus = mall.sit("1", mall.agus)
    called = mall.call(agus, "1").current
    assert called
    with pytest.raises(Invalid):
        mall.press(api.hold, agus, "1", called.period_id, reason="")
    card = mall.press(api.hold, agus, "1", called.period_id, reason="Mengisi formulir")
    assert card.current is None
    assert [(one.label, one.reason) for one in card.held] == [("A 001", "Mengisi formulir")]
    other = mall.call(agus, "1").current
    assert other
    assert other.label == "A 002"
    with pytest.raises(Conflict):
        mall.press(api.resume, agus, "1", card.held[0].period_id)
    mall.press(api.back_in_line, agus, "1", other.period_id)
    went_on = mall.press(api.resume, agus, "1", card.held[0].period_id).current
    assert went_on
    assert (went_on.label, went_on.kind) == ("A 001", "serving")


def test_a_transferred_number_keeps_its_label_and_its_place(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    mall.take("A")
    monday.shift(timedelta(minutes=1))
    mall.take("C")
    agus = mall.sit("1", mall.agus)
    called = mall.call(agus, "1").current
    assert called
    line = mall.lines["C"].pk
    mall.press(api.transfer, agus, "1", called.period_id, line, reason="Salah antrean")
    mall.press(api.transfer, agus, "1", called.period_id, line, reason="Salah antrean")
    rina = mall.sit("3", mall.rina)
    assert [one.label for one in api.counter(rina, mall.counters["3"].pk).next] == ["A 001", "C 001"]
    assert Event.objects.filter(name="queues.transferred").count() == 1
    assert mall.serve(rina, "3", monday, 2) == "A 001"
    assert list(Period.objects.filter(ticket__letter="A").values_list("kind", "line__letter")) == [
        ("waiting", "A"),
        ("called", "A"),
        ("transferred", "C"),
        ("called", "C"),
        ("serving", "C"),
    ]


def test_one_more_service_is_one_more_number_of_the_visit(mall: Mall, monday: time_machine.Traveller) -> None:
    mall.take("A")
    agus = mall.sit("1", mall.agus)
    called = mall.call(agus, "1").current
    assert called
    key = uuid4()
    for _each in range(2):
        card = mall.press(api.add_service, agus, "1", called.period_id, mall.lines["C"].pk, key=key)
    assert card.current
    assert [(one.label, one.state) for one in card.current.others] == [("C 001", "waiting")]
    rina = mall.sit("3", mall.rina)
    assert mall.call(rina, "3").current is None  # busy at counter 1
    mall.press(api.start, agus, "1", called.period_id)
    mall.press(api.done, agus, "1", _at(mall, agus, "1"))
    assert mall.serve(rina, "3", monday, 1) == "C 001"


def test_a_counter_is_opened_by_one_who_sits_at_one(mall: Mall) -> None:
    rina = mall.sit("1", mall.rina)
    with pytest.raises(Conflict) as taken:
        mall.sit("1", mall.agus)
    assert str(taken.value) == "Loket ini sedang dijaga Rina Wulandari."
    with pytest.raises(Conflict) as elsewhere:
        mall.sit("3", mall.rina)
    assert str(elsewhere.value) == "Tutup dahulu loket 1."
    api.pause(rina, mall.counters["1"].pk)
    with pytest.raises(Conflict):
        mall.call(rina, "1")
    api.open_counter(rina, mall.counters["1"].pk)
    mall.take("A")
    assert mall.call(rina, "1").current
    with pytest.raises(Conflict) as busy:
        api.close_counter(rina, mall.counters["1"].pk)
    assert str(busy.value) == "Selesaikan A 001 dahulu."
    assert Shift.objects.filter(ended_at=None).count() == 1


def test_the_coordinator_moves_staff_and_closes_counters(mall: Mall) -> None:
    mall.sit("1", mall.rina)
    dewi = actor_of(mall.dewi)
    shift = api.floor(dewi, "mpp").counters[0].shift
    assert shift
    assert shift.officer_name == "Rina Wulandari"
    card = api.move(dewi, shift.id, mall.counters["4"].pk)
    assert card.shift
    assert card.shift.officer_name == "Rina Wulandari"
    assert api.close_counter(dewi, mall.counters["4"].pk).shift is None
    assert api.close_counter(dewi, mall.counters["4"].pk).shift is None
    assert list(Event.objects.filter(name__startswith="queues.").values_list("name", flat=True)) == [
        "queues.counter_opened",
        "queues.counter_opened",
        "queues.moved",
        "queues.counter_closed",
    ]


def test_who_serves_what(mall: Mall) -> None:
    agus, outsider, rina = actor_of(mall.agus), actor_of(mall.outsider), actor_of(mall.rina)
    assert [one.number for one in api.counters_of(agus)] == ["1", "2"]
    assert [one.number for one in api.counters_of(rina)] == ["1", "2", "3", "4"]
    assert api.counters_of(outsider) == ()
    with pytest.raises(NotVisible):
        api.open_counter(agus, mall.counters["4"].pk)
    with pytest.raises(NotVisible):
        api.counter(outsider, mall.counters["1"].pk)
    with pytest.raises(NotAllowed):
        api.floor(rina, "mpp")
    with pytest.raises(NotVisible):
        api.floor(outsider, "mpp")
    with pytest.raises(NotAllowed):
        api.open_counter(actor_of(mall.admin), mall.counters["1"].pk)


def test_what_ended_is_never_rewritten_and_nothing_is_at_two_places(mall: Mall) -> None:
    visit = mall.take("A", "C")
    agus, rina = mall.sit("1", mall.agus), mall.sit("3", mall.rina)
    called = mall.call(agus, "1").current
    assert called
    assert mall.call(rina, "3").current is None
    ended = Period.objects.get(ended_as="called")
    for change in (
        {"reason": "lain"},
        {"ended_at": None, "ended_as": ""},
        {"counter_id": mall.counters["1"].pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Period.objects.filter(pk=ended.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM queues_period WHERE id = %s", [ended.pk])
    waiting = Period.objects.get(line=mall.lines["C"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.create(
            visit_id=visit.id,
            ticket_id=waiting.ticket_id,
            line_id=waiting.line_id,
            kind="called",
            started_at=waiting.started_at,
            counter=mall.counters["3"],
        )
