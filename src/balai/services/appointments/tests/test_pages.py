"""Pages: free times without names, the own appointments, the desk, the settings."""

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event
from balai.services.appointments.actions.book import Wish, book
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.tests.conftest import at


def page_of(name, *args):
    return reverse(f"appointments:{name}", args=args)


@pytest.fixture
def siti(house):
    return sign_in(Client(headers={"accept-language": "id"}), house.siti)


@pytest.fixture
def desk(house):
    return sign_in(Client(), house.clerk)


def test_free_times_are_public_and_names_are_not(house, client) -> None:
    book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    assert "Permohonan paspor" in client.get(page_of("list")).content.decode()
    page = client.get(page_of("opening", "paspor"), {"hari": "2026-03-09"}).content.decode()
    assert ("08.00" in page, "1 tempat" in page, "Siti" in page) == (True, True, False)
    assert client.get(page_of("opening", "tidak-ada")).status_code == 404
    assert client.get(page_of("opening", "paspor"), {"hari": "kapan"}).status_code == 200
    answer = client.get(page_of("reserve", "paspor"), {"mulai": at(9, 8).isoformat()})
    assert answer["Location"].startswith("/masuk/")


def test_a_citizen_books_moves_and_cancels(house, siti) -> None:
    chosen = {"mulai": at(9, 8).isoformat()}
    assert "KTP-el" in siti.get(page_of("reserve", "paspor"), chosen).content.decode()
    made = siti.post(page_of("reserve", "paspor"), chosen)
    booking = Booking.objects.get()
    assert made["Location"] == page_of("booking", booking.pk)
    again = siti.post(page_of("reserve", "paspor"), {"mulai": at(9, 9).isoformat()})
    assert (again.status_code, "sudah mempunyai" in again.content.decode()) == (409, True)
    assert booking.code in siti.get(page_of("booking", booking.pk)).content.decode()
    assert booking.code in siti.get(page_of("slip", booking.pk)).content.decode()
    assert "Permohonan paspor" in siti.get(page_of("mine")).content.decode()
    assert siti.get(page_of("move", booking.pk)).status_code == 200
    assert siti.post(page_of("move", booking.pk), {"mulai": "nanti"}).status_code == 409
    assert siti.post(page_of("move", booking.pk), {"mulai": at(3, 8).isoformat()}).status_code == 302
    assert Booking.objects.get().starts_at == at(3, 8)
    assert siti.get(page_of("cancel", booking.pk)).status_code == 200
    assert siti.post(page_of("cancel", booking.pk), {"reason": ""}).status_code == 302
    assert Booking.objects.get().state == "cancelled"


def test_the_calendar_gets_an_entry_that_replaces_itself(house, siti) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    answer = siti.get(page_of("ical", card.id))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (at(9, 8), at(9, 8, 30))
    assert (str(event["summary"]), int(event["sequence"])) == ("Permohonan paspor", 0)
    assert str(event["uid"]).startswith(str(card.id))
    assert str(event["location"]) == "Kantor Imigrasi, Jalan Contoh 1"


def test_others_do_not_find_it(house) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    for person in (house.budi, house.clerk, house.outsider):
        client = sign_in(Client(), person)
        for name in ("booking", "slip", "ical", "move", "cancel"):
            assert client.get(page_of(name, card.id)).status_code == 404
        assert client.post(page_of("cancel", card.id), {"reason": "iseng"}).status_code == 404
    assert Booking.objects.get().state == "booked"


@pytest.mark.django_db(databases=["default", "witness"])
def test_the_desk_notes_who_came(house, desk, monday) -> None:
    first = book(actor_of(house.siti), Wish("paspor", at(3, 8)))
    second = book(actor_of(house.budi), Wish("paspor", at(3, 8)))
    monday.move_to(at(3, 8, 10))
    page = desk.get(page_of("day")).content.decode()
    assert ("Siti Aminah" in page, "Budi Santoso" in page) == (True, True)
    found = desk.get(page_of("day"), {"kode": first.code.lower()}).context["rows"]
    assert [row.code for row in found] == [first.code]
    for booking, act in ((first, "datang"), (first, "selesai"), (second, "absen"), (second, "selesai")):
        assert desk.post(page_of("receive", booking.id, act)).status_code == 302
    assert desk.post(page_of("receive", first.id, "hilang")).status_code == 404
    assert list(Booking.objects.order_by("id").values_list("state", flat=True)) == ["served", "missed"]
    names = Event.objects.filter(subject_id=first.id).order_by("id").values_list("name", flat=True)
    assert list(names) == ["appointments.booked", "appointments.arrived", "appointments.served"]


@pytest.mark.django_db(databases=["default", "witness"])
def test_the_desk_of_another_unit_sees_nobody(house) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(3, 8)))
    outsider = sign_in(Client(), house.outsider)
    page = outsider.get(page_of("day"), {"hari": "2026-03-03"}).content.decode()
    assert ("Siti" in page, "belum membuka janji temu" in page) == (False, True)
    assert outsider.post(page_of("receive", card.id, "datang")).status_code == 404
    assert sign_in(Client(), house.budi).post(page_of("receive", card.id, "datang")).status_code == 403
    assert Booking.objects.get().state == "booked"


@pytest.mark.parametrize("people", [10, 100])
def test_the_day_costs_the_same_for_ten_as_for_a_hundred(
    house, desk, people, django_assert_max_num_queries
) -> None:
    Booking.objects.bulk_create(
        Booking(
            opening=house.opening, code=f"JNJ-{number}", person=house.siti, seat=number + 1,
            starts_at=at(3, 8), ends_at=at(3, 8, 30),
        )
        for number in range(people)
    )  # fmt: skip
    desk.get(page_of("day"))
    with django_assert_max_num_queries(12):
        answer = desk.get(page_of("day"), {"hari": "2026-03-03"})
    assert len(answer.context["rows"]) == people


def test_administrators_set_the_slots(house) -> None:
    admin = sign_in(Client(), house.admin)
    assert "Permohonan paspor" in admin.get(page_of("openings")).content.decode()
    facts = {"capacity": "5", "slot_minutes": "30", "horizon_days": "7", "notice_hours": "1", "quota": "1"}
    address = page_of("settings", "paspor")
    assert admin.post(address, {**facts, "slot_minutes": "1"}).status_code == 422
    assert admin.post(address, facts).status_code == 302
    assert Opening.objects.values_list("capacity", "is_open").get() == (5, False)
    told = Event.objects.get(name="appointments.opening_set").facts
    assert told == {"opening": "Permohonan paspor", "changes": "orang 5, buka tidak"}
    assert sign_in(Client(), house.clerk).post(address, facts).status_code == 403


def test_an_opening_with_the_hours_of_its_unit_and_nothing_to_bring_can_be_set_too(house) -> None:
    Opening.objects.update(week={}, bring={})
    admin = sign_in(Client(), house.admin)
    facts = {"capacity": "2", "slot_minutes": "30", "horizon_days": "7", "notice_hours": "0", "quota": "1"}
    assert admin.post(page_of("settings", "paspor"), {**facts, "is_open": "on"}).status_code == 302
    assert admin.post(page_of("settings", "paspor"), {**facts, "slot_minutes": "1"}).status_code == 422
    assert Opening.objects.values_list("notice_hours", "slot_minutes").get() == (0, 30)
