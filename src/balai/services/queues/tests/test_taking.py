"""Numbers: in order, by rule, harmless twice; what a channel may take, and what it is told when it may not."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from balai.core.actor import VISITOR
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of
from balai.foundation.organizations.models import Closure, Holiday
from balai.services.queues import api
from balai.services.queues.models import Period, PlaceDay, Strip, Ticket, Visit
from balai.services.queues.tests.conftest import Mall, label_of, monday_at

CLOSED = "Pengambilan nomor untuk hari ini sudah ditutup pukul 14.30. Datanglah saat buka lagi."


def test_numbers_follow_each_other_in_a_line_and_each_line_has_its_own(mall: Mall) -> None:
    cards = [mall.take("A"), mall.take("B"), mall.take("A", "B", "A")]
    assert [label_of(card) for card in cards] == ["A 001", "B 001", "A 002, B 002, A 003"]
    assert [ticket.state for ticket in cards[2].tickets] == ["waiting", "waiting", "waiting"]
    assert [ticket.ahead for ticket in cards[2].tickets] == [1, 1, 1]
    assert Period.objects.filter(kind="waiting", ended_at=None).count() == 5
    assert Strip.objects.get(line=mall.lines["A"]).taken == {"kiosk": 3}


def test_the_same_command_twice_gives_the_same_visit(mall: Mall) -> None:
    key = uuid4()
    first, second = mall.take("A", key=key), mall.take("A", key=key)
    assert (second.code, label_of(second)) == (first.code, "A 001")
    assert (Visit.objects.count(), Strip.objects.get().last) == (1, 1)


def test_a_number_from_home_is_reserved_until_somebody_comes(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    web = mall.take("A", channel="web")
    assert (web.tickets[0].state, web.arrived_at) == ("reserved", None)
    monday.shift(timedelta(minutes=30))
    mall.take("A")
    monday.shift(timedelta(minutes=10))
    here = api.check_in(VISITOR, web.code.lower().replace("-", " "))
    again = api.check_in(VISITOR, web.code)
    assert (here.tickets[0].state, here.tickets[0].ahead) == ("waiting", 0)  # 20 minutes of the way count
    assert again == here
    assert Period.objects.count() == 2


def test_a_head_start_is_minutes_not_a_lane_of_its_own(mall: Mall, monday: time_machine.Traveller) -> None:
    mall.take("A")
    monday.shift(timedelta(minutes=15))
    mall.take("A")
    elderly = mall.take("A", priority="elderly")
    assert (elderly.tickets[0].ahead, elderly.priority_name) == (0, "Lansia")
    monday.shift(timedelta(minutes=10))
    assert mall.take("A", priority="elderly").tickets[0].ahead == 2


def test_a_channel_has_its_share_then_what_nobody_claims_and_from_the_release_everything(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    for _each in range(8):  # 4 of its own, 4 that no share claims
        mall.take("A", channel="web")
    with pytest.raises(Conflict) as full:
        mall.take("A", channel="web")
    assert (
        str(full.value)
        == "Jatah nomor di sini sudah habis. Mulai pukul 12.00 sisa jatah lain dibuka untuk semua."
    )
    assert Strip.objects.get().last == 8  # the refused one took no number
    assert [mall.take("A").tickets[0].label for _each in range(10)][-1] == "A 018"
    with pytest.raises(Conflict):
        mall.take("A")
    monday.move_to(monday_at(12))
    assert mall.take("A").tickets[0].label == "A 019"
    assert mall.take("A", channel="web").tickets[0].label == "A 020"
    with pytest.raises(Conflict) as gone:
        mall.take("A")
    assert str(gone.value) == "Nomor untuk hari ini sudah habis. Datanglah pada hari kerja berikutnya."


def test_who_leaves_before_coming_gives_the_place_back(mall: Mall) -> None:
    web = mall.take("A", channel="web")
    left = api.leave(VISITOR, web.code)
    assert (left.tickets[0].state, api.leave(VISITOR, web.code).tickets[0].state) == ("left", "left")
    assert (Strip.objects.get().taken, Strip.objects.get().last) == ({"web": 0}, 1)
    here = mall.take("A")
    assert api.leave(VISITOR, here.code).left_at is not None
    assert Strip.objects.get().taken == {"web": 0, "kiosk": 1}


@pytest.mark.parametrize(
    ("hour", "minute", "channel", "told"),
    [
        (5, 59, "web", "Nomor baru dapat diambil mulai pukul 06.00."),
        (7, 29, "kiosk", "Nomor baru dapat diambil mulai pukul 07.30."),
        (7, 59, "reception", "Nomor baru dapat diambil mulai pukul 08.00."),
        (14, 30, "kiosk", CLOSED),
    ],
)
def test_each_channel_opens_and_closes_by_the_rule(
    mall: Mall, monday: time_machine.Traveller, hour: int, minute: int, channel: str, told: str
) -> None:
    monday.move_to(monday_at(hour, minute))
    place = api.place_now("mpp")
    assert place
    assert place.lines[0].refusals[channel] == told
    with pytest.raises(Conflict) as refused:
        mall.take("A", channel=channel, actor=actor_of(mall.rina))
    assert (str(refused.value), Ticket.objects.count(), Strip.objects.count()) == (told, 0, 0)


def test_special_nights_and_closing_days_come_before_the_week(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    day = monday_at(8).date()
    PlaceDay.objects.create(place=mall.place, date=day, periods=[], name="Pawai budaya")
    with pytest.raises(Conflict) as closed:
        mall.take("A")
    assert str(closed.value) == "Hari ini tutup: Pawai budaya."
    PlaceDay.objects.update(periods=[["08:00", "22:00"]])
    monday.move_to(monday_at(21))
    assert mall.take("A").tickets[0].label == "A 001"
    place = api.place_now("mpp")
    assert place
    assert (place.is_open, place.day_name) == (True, "Pawai budaya")


def test_what_cannot_be_asked_for_is_refused_and_nothing_changes(mall: Mall) -> None:
    with pytest.raises(NotVisible):
        api.take(VISITOR, api.TakeNumber("tidak-ada", [api.Wish("A")], "kiosk"))
    for command in (
        api.TakeNumber("mpp", [], "kiosk"),
        api.TakeNumber("mpp", [api.Wish("A")] * 6, "kiosk"),
        api.TakeNumber("mpp", [api.Wish("Z")], "kiosk"),
        api.TakeNumber("mpp", [api.Wish(service="tidak-ada")], "kiosk"),
        api.TakeNumber("mpp", [api.Wish("A")], "merpati"),
        api.TakeNumber("mpp", [api.Wish("A")], "kiosk", priority="raja"),
        api.TakeNumber("mpp", [api.Wish("A")], "appointment"),
    ):
        with pytest.raises(Invalid):
            api.take(VISITOR, command)
    with pytest.raises(NotAllowed):
        mall.take("A", channel="phone")
    with pytest.raises(NotAllowed):
        mall.take("A", person_id=mall.siti.pk)
    assert (Visit.objects.count(), Strip.objects.count()) == (0, 0)
    assert mall.take("A", actor=actor_of(mall.siti), person_id=mall.siti.pk).person_id == mall.siti.pk


def test_a_holiday_and_a_closing_day_of_its_unit_shut_the_place(mall: Mall) -> None:
    day = monday_at(8).date()
    holiday = Holiday.objects.create(date=day, name="Nyepi", source="SKB 3 Menteri")
    with pytest.raises(Conflict) as closed:
        mall.take("A")
    assert str(closed.value) == "Hari ini tutup."
    holiday.delete()
    closure = Closure.objects.create(unit=mall.place.unit, date=day, name="Banjir", source="SE 1/2026")
    with pytest.raises(Conflict):
        mall.take("A")
    closure.delete()
    Closure.objects.create(unit=mall.lines["A"].unit, date=day, name="Pindah", source="SE 2/2026")
    assert mall.take("A").tickets[0].label == "A 001"
