"""Booking, moving, giving back: seats, quota, who is told, what a case hears."""

import pytest

from balai.core.actor import VISITOR
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.foundation.notices.models import Notice
from balai.services.appointments import api
from balai.services.appointments.actions import book as booking_actions
from balai.services.appointments.actions.book import Wish, book, cancel, change
from balai.services.appointments.models import Booking
from balai.services.appointments.selectors import bookings_beside
from balai.services.appointments.tests.conftest import ENTRY, at, install


def told() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("kind", flat=True))


def test_a_seat_is_taken_and_told(house) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30)))
    assert (card.starts_at, card.ends_at, card.state, card.code[:4]) == (
        at(9, 8, 30),
        at(9, 9),
        "booked",
        "JNJ-",
    )
    assert Booking.objects.get().seat == 1
    assert told() == ["appointments.booked"]
    assert Notice.objects.get().facts["when"] == "9 Maret 2026, 08.30 WIB"
    assert list(Event.objects.filter(subject_id=card.id).values_list("name", "facts__when")) == [
        ("appointments.booked", "9 Maret 2026, 08.30 WIB")
    ]


@pytest.mark.parametrize("moment", [at(9, 8, 10), at(9, 10), at(2, 8, 30), at(16, 8), at(8, 8)])
def test_only_slots_can_be_booked(house, moment) -> None:
    with pytest.raises(Invalid):
        book(actor_of(house.siti), Wish("paspor", moment))
    assert Booking.objects.count() == 0


def test_a_full_slot_is_refused_and_a_seat_comes_back(house) -> None:
    house.opening.capacity = 1
    house.opening.save()
    first = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    with pytest.raises(Conflict, match="penuh"):
        book(actor_of(house.budi), Wish("paspor", at(9, 8)))
    cancel(actor_of(house.siti), first.id)
    assert book(actor_of(house.budi), Wish("paspor", at(9, 8))).state == "booked"
    assert list(Booking.objects.order_by("id").values_list("state", "seat")) == [
        ("cancelled", 1),
        ("booked", 1),
    ]


def test_the_quota_holds_for_each_opening(house) -> None:
    siti = actor_of(house.siti)
    install({**ENTRY, "code": "lain", "service": "lain"})
    book(siti, Wish("paspor", at(9, 8)))
    with pytest.raises(Conflict, match="sudah mempunyai"):
        book(siti, Wish("paspor", at(9, 9)))
    book(siti, Wish("lain", at(9, 9)))
    assert Booking.objects.count() == 2


def test_a_move_keeps_the_code_and_frees_the_seat(house) -> None:
    siti = actor_of(house.siti)
    card = book(siti, Wish("paspor", at(9, 8)))
    moved = change(siti, card.id, at(9, 9, 30))
    assert (moved.code, moved.starts_at, moved.changes) == (card.code, at(9, 9, 30), 1)
    with pytest.raises(Invalid):
        change(siti, card.id, at(8, 9))
    assert Booking.objects.get().starts_at == at(9, 9, 30)
    assert told() == ["appointments.booked", "appointments.changed"]


def test_what_is_over_is_not_changed(house, monday) -> None:
    siti = actor_of(house.siti)
    card = book(siti, Wish("paspor", at(3, 8)))
    monday.move_to(at(3, 8, 15))
    for act in (lambda: change(siti, card.id, at(9, 8)), lambda: cancel(siti, card.id)):
        with pytest.raises(Conflict):
            act()
    assert Booking.objects.get().state == "booked"


def test_an_officer_cancels_with_a_reason_only(house) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    clerk = actor_of(house.clerk)
    with pytest.raises(Invalid):
        cancel(clerk, card.id)
    cancel(clerk, card.id, "Alat rusak")
    assert list(Booking.objects.values_list("state", "reason")) == [("cancelled", "Alat rusak")]
    assert Notice.objects.latest("id").facts["reason"] == "Alat rusak"


def test_others_see_and_change_nothing(house) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    for person in (house.budi, house.outsider):
        with pytest.raises(NotVisible):
            cancel(actor_of(person), card.id, "iseng")
    with pytest.raises(NotAllowed):
        book(VISITOR, Wish("paspor", at(9, 8)))
    with pytest.raises(NotAllowed):
        api.check_in(actor_of(house.siti), card.id)
    assert list(Booking.objects.values_list("state", flat=True)) == ["booked"]


def test_a_case_that_waits_hears_of_it(house, monkeypatch, monday) -> None:
    heard = []
    case_id = house.opening.pk
    monkeypatch.setattr(booking_actions, "_require_own_case", lambda actor, wanted: None)
    monkeypatch.setattr("balai.foundation.cases.api.send_signal", lambda *args: heard.append(args[:2]))
    card = book(actor_of(house.siti), Wish("paspor", at(3, 8), case_id))
    monday.move_to(at(3, 8, 5))
    clerk = actor_of(house.clerk)
    api.no_show(clerk, card.id)
    api.check_in(clerk, card.id)
    api.serve(clerk, card.id)
    assert heard == [
        (case_id, "appointment.booked"),
        (case_id, "appointment.missed"),
        (case_id, "appointment.attended"),
    ]
    assert [each.code for each in bookings_beside(case_id)] == [card.code]
