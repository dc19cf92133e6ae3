"""The demo's morning at the mall: believable, whole, there once a day, at any hour."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from balai.foundation.accounts.models import User
from balai.runtime import demo_queue
from balai.services.queues import api
from balai.services.queues.models import Period, Shift, Strip, Ticket, Visit
from balai.services.queues.tests.conftest import MONDAY, Mall, plant


@pytest.fixture
def ten(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY + timedelta(hours=2), tick=False) as clock:
        yield clock


@pytest.fixture
def mall(ten: time_machine.Traveller) -> Mall:
    """The small mall with two officers of the demo and its first citizen."""
    mall = plant(capacity=None)
    for user, name in ((mall.agus, "loket.satu"), (mall.rina, "loket.dua"), (mall.siti, "warga")):
        User.objects.filter(pk=user.pk).update(username=name, is_demo=True)
    return mall


def test_it_is_whole_and_there_once(mall: Mall, ten: time_machine.Traveller) -> None:
    assert (demo_queue.load("35.10"), demo_queue.load("35.10")) == (4 * 120 + 105, 0)
    today = Ticket.objects.filter(day=MONDAY.date())
    states = Counter(today.values_list("state", flat=True))
    assert (sum(states.values()), states["reserved"], states["serving"] + states["called"]) == (106, 1, 2)
    assert states["waiting"] > 5
    assert states["done"] > 5
    earlier = Counter(Ticket.objects.filter(day__lt=MONDAY.date()).values_list("state", flat=True))
    assert set(earlier) == {"done", "missed", "left"}
    assert not Visit.objects.filter(day__lt=MONDAY.date(), left_at=None).exists()
    assert not Period.objects.filter(started_at__gt=MONDAY + timedelta(hours=2)).exists()
    for strip in Strip.objects.all():
        numbers = Ticket.objects.filter(strip=strip).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, strip.last + 1))
    assert Shift.objects.filter(ended_at=None).count() == 2
    board = api.board("mpp")
    assert sum(line.waiting for line in board.waiting) == states["waiting"]
    assert len(board.called) + len(board.serving) == 2
    ten.shift(timedelta(days=1))
    assert demo_queue.load("35.10") > 0


def test_the_mall_keeps_hours_of_the_demo(mall: Mall, ten: time_machine.Traveller) -> None:
    ten.shift(timedelta(days=5, hours=13, minutes=55))
    assert demo_queue.load("35.10") > 0
    for _before_and_after_midnight in range(2):
        place = api.place_now("mpp")
        assert place
        assert (place.is_open, place.closes_at, place.day_name) == (True, None, "Jam peragaan (fiktif)")
        assert [line.letter for line in place.lines if line.is_taking("kiosk")] == ["A", "B", "C"]
        ten.shift(timedelta(minutes=10))
    assert demo_queue.load("35.10") == 0
