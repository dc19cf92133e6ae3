"""Jobs: nobody waits for ever, whose turn is near is told once, what is usual is measured."""

from datetime import timedelta
from pathlib import Path

import time_machine
import yaml

from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.foundation.notices.content import install_notices
from balai.foundation.notices.models import Notice
from balai.services.queues import api, tasks
from balai.services.queues.models import Shift, Strip, Ticket, Visit
from balai.services.queues.tests.conftest import CONTEXT, Mall, monday_at, state_of

PACK = Path(__file__).resolve().parents[5] / "packs" / "mal-pelayanan"


def test_what_is_open_when_the_day_is_over_ends(mall: Mall, monday: time_machine.Traveller) -> None:
    for _each in range(3):
        mall.take("A")
    mall.take("A", channel="web")
    agus, rina = mall.sit("1", mall.agus), mall.sit("2", mall.rina)
    served, called = mall.call(agus, "1").current, mall.call(rina, "2").current
    assert served
    assert called
    mall.press(api.start, agus, "1", served.period_id)
    monday.move_to(monday_at(16, 29))
    assert tasks.close_what_is_over(0) == 0
    monday.move_to(monday_at(16, 31))
    assert [tasks.close_what_is_over(0) for _turn in range(2)] == [4, 0]
    assert [state_of(f"A 00{number}") for number in range(1, 5)] == ["done", "missed", "left", "left"]
    assert Visit.objects.filter(left_at=None).count() == 0
    assert Shift.objects.filter(ended_at=None).count() == 0
    (event,) = Event.objects.filter(name="queues.day_closed")
    assert event.facts["count"] == 4


def test_a_day_that_no_job_ended_is_ended_the_next_morning(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    mall.take("A")
    monday.shift(timedelta(days=1))
    mall.take("A")
    assert tasks.close_what_is_over(0) == 1
    assert list(Ticket.objects.order_by("day").values_list("state", flat=True)) == ["left", "waiting"]


def test_what_a_service_usually_takes_is_that_of_earlier_such_days(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    agus = mall.sit("1", mall.agus)
    for _each in range(10):
        mall.take("A")
        mall.serve(agus, "1", monday, 3)
    monday.move_to(monday_at(8) + timedelta(weeks=1))
    assert [tasks.note_what_is_usual(0) for _turn in range(2)] == [1, 1]
    assert Strip.objects.get(day=monday_at(8).date() + timedelta(weeks=1)).usual_seconds == 180
    card = [mall.take("A") for _each in range(3)][-1]
    assert card.tickets[0].wait_seconds == 180  # two before, one of them free now


def test_whose_turn_is_near_is_told_once(mall: Mall, monday: time_machine.Traveller) -> None:
    install_notices(yaml.safe_load((PACK / "notices.yaml").read_text()), CONTEXT)
    for _each in range(4):
        mall.take("A")
    mall.take("A", actor=actor_of(mall.siti), person_id=mall.siti.pk)
    assert tasks.tell_who_is_near(0) == 0
    agus = mall.sit("1", mall.agus)
    mall.serve(agus, "1", monday, 5)
    assert [tasks.tell_who_is_near(0) for _turn in range(2)] == [1, 0]
    notice = Notice.objects.get(recipient=mall.siti)
    assert (notice.kind, notice.facts["label"], notice.facts["ahead"]) == ("queues.soon", "A 005", "3")
