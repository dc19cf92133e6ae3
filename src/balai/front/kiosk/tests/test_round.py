"""From the first touch to the ticket: what is asked, what is given, what is left behind."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.core.actor import SYSTEM
from balai.core.ids import new_code
from balai.foundation.accounts.testing import make_user
from balai.front.kiosk.tests.conftest import MONDAY, RULE, Hall, last_look, links, sent_with, touch
from balai.services.appointments.models import Booking, Opening
from balai.services.queues.api import TakeNumber, Wish, take, visit
from balai.services.queues.models import Line, QueueRule, Strip, Ticket, Visit


def labels() -> list[str]:
    return [ticket.label for ticket in Ticket.objects.order_by("order")]


def test_three_services_at_three_agencies_in_english(hall: Hall, kiosk: Client) -> None:
    answer = touch(kiosk, kiosk.get("/kios/mpp/"), "Take a queue number")
    more = "Yes, add a service"
    for words in ("Dukcapil", "kartu-keluarga", more, "Imigrasi", more, "BPJS", "No, go on", "Elderly"):
        answer = touch(kiosk, answer, words)
    action, sent = sent_with(answer)
    ticket = kiosk.post(action, sent)
    page = ticket.content.decode()
    assert labels() == ["A 001", "B 001", "C 001"]
    assert all(word in page for word in ("A 001", "B 001", "C 001", "Comes first: Elderly", 'lang="en"'))
    made = Visit.objects.get()
    assert (made.channel, made.priority, made.language) == ("kiosk", "elderly", "en")
    assert made.arrived_at == MONDAY


def test_the_ticket_tells_how_many_are_before_and_where_to_follow(hall: Hall, kiosk: Client) -> None:
    for _number in range(2):
        ticket = kiosk.post(*sent_with(last_look(kiosk)))
    page = ticket.content.decode()
    assert all(
        word in page
        for word in ("A 002", "1 orang di depan", "2 Maret 2026, 09.00 WIB", "data:image/svg+xml")
    )
    assert ticket.context["visit"].code == Visit.objects.latest("id").code


def test_the_same_page_sent_twice_gives_one_visit(hall: Hall, kiosk: Client) -> None:
    action, sent = sent_with(last_look(kiosk))
    first, second = kiosk.post(action, sent), kiosk.post(action, sent)
    assert labels() == ["A 001"]
    assert first.context["visit"].code == second.context["visit"].code


def test_a_press_reads_the_place_once(hall: Hall, kiosk: Client) -> None:
    kiosk.post(*sent_with(last_look(kiosk)))
    look = sent_with(last_look(kiosk))
    with CaptureQueriesContext(connection) as sent:
        kiosk.post(*look)
    read = [one["sql"] for one in sent.captured_queries if 'FROM "queues_place' in one["sql"]]
    lines = [one["sql"] for one in sent.captured_queries if 'FROM "queues_line"' in one["sql"]]
    assert (len(read), len(lines)) == (1, 1)


def test_nothing_of_the_person_before_is_left(hall: Hall, kiosk: Client) -> None:
    look = last_look(kiosk)
    action, sent = sent_with(look)
    ticket = kiosk.post(action, sent)
    code = ticket.context["visit"].code
    assert all("no-store" in answer["Cache-Control"] for answer in (look, ticket))
    assert [href for href in links(ticket).values() if code in href] == []
    held = " ".join(cookie.value for cookie in kiosk.cookies.values())
    assert not any(word in held for word in (code, "ktp", "A 001", "A:"))
    kiosk.get("/kios/mpp/")  # the next person touches the screen
    for address in (look.wsgi_request.get_full_path(), "/kios/mpp/instansi/"):
        assert kiosk.get(address)["Location"] == "/kios/mpp/"
    assert kiosk.post(action, {"kunci": ""})["Location"] == "/kios/mpp/"
    assert labels() == ["A 001"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kios/tidak-ada/", 404),
        ("/kios/tidak-ada/instansi/", 404),
        ("/kios/mpp/instansi/00000000-0000-0000-0000-000000000001/", 404),
        ("/kios/mpp/lagi/?pilih=Z:ktp-el", 422),
        ("/kios/mpp/lagi/?pilih=A:paspor", 422),
        ("/kios/mpp/lagi/?pilih=A:", 422),
        ("/kios/mpp/lagi/?" + "&".join(["pilih=A:ktp-el"] * 900), 422),
        ("/kios/mpp/ambil/?pilih=A:ktp-el&prioritas=raja", 422),
        ("/kios/mpp/ambil/", 302),
    ],
)
def test_what_the_place_does_not_have_is_refused(
    hall: Hall, kiosk: Client, address: str, status: int
) -> None:
    kiosk.get("/kios/mpp/")
    name = kiosk.cookies["balai_kios_putaran"].value
    answer = kiosk.get(f"{address}{'&' if '?' in address else '?'}putaran={name}")
    assert answer.status_code == status
    assert ("data-kiosk" in answer.content.decode()) == (status != 302 and "/kios/mpp/" in address)
    assert labels() == []


def test_ten_thousand_wishes_are_not_even_read(hall: Hall, kiosk: Client) -> None:
    answer = kiosk.get("/kios/mpp/lagi/?" + "&".join(["pilih=A:ktp-el"] * 10_000))
    assert (answer.status_code, "tidak dapat dibaca" in answer.content.decode()) == (400, True)


def test_a_full_line_says_so_before_it_can_be_chosen(hall: Hall, kiosk: Client) -> None:
    QueueRule.objects.update(content={**RULE, "capacity": 1})
    assert kiosk.post(*sent_with(last_look(kiosk))).status_code == 200
    agencies = touch(kiosk, kiosk.get("/kios/mpp/"), "Ambil nomor")
    assert "sudah habis" in agencies.content.decode()
    assert [label for label in links(agencies) if label.startswith("Dukcapil")] == []


def test_a_closed_hall_says_so_once(hall: Hall, kiosk: Client, monday: time_machine.Traveller) -> None:
    monday.shift(timedelta(hours=7))
    agencies = touch(kiosk, kiosk.get("/kios/mpp/"), "Ambil nomor").content.decode()
    assert agencies.count("sudah ditutup") == 1
    assert "Buka Selasa, 3 Maret 2026 pukul 08.00." in agencies


def test_who_loses_the_last_number_at_the_last_look_is_told(hall: Hall, kiosk: Client) -> None:
    QueueRule.objects.update(content={**RULE, "capacity": 1})
    look = sent_with(last_look(kiosk))
    take(SYSTEM, TakeNumber("mpp", [Wish("A", "ktp-el")], "reception"))
    answer = kiosk.post(*look)
    assert (answer.status_code, "sudah habis" in answer.content.decode()) == (409, True)
    assert labels() == ["A 001"]


def test_a_number_from_home_is_shown_at_the_kiosk(
    hall: Hall, kiosk: Client, monday: time_machine.Traveller
) -> None:
    home = take(SYSTEM, TakeNumber("mpp", [Wish("A", "ktp-el")], "web"))
    monday.shift(timedelta(minutes=30))
    answer = touch(kiosk, kiosk.get("/kios/mpp/"), "Sudah punya kode")
    here = answer.wsgi_request.get_full_path()
    wrong = kiosk.post(here, {"kode": "JNJ-0000-0000"})
    assert (wrong.status_code, "tidak dikenal" in wrong.content.decode()) == (422, True)
    ticket = kiosk.post(here, {"kode": f"http://balai.example/antrean/nomor/{home.code}/"})
    assert "A 001" in ticket.content.decode()
    found = visit(home.code)
    assert found is not None
    assert found.arrived_at == MONDAY + timedelta(minutes=30)
    assert found.tickets[0].state == "waiting"


@pytest.fixture
def booking(hall: Hall) -> Booking:
    """Siti comes to Immigration today at 10.00."""
    line = hall.lines["B"]
    opening = Opening.objects.create(
        code="paspor", unit=line.unit, service="paspor", name={"id": "Paspor", "en": "Passport"},
        slot_minutes=30, capacity=2, horizon_days=7, notice_hours=1, quota=1,
    )  # fmt: skip
    at = MONDAY + timedelta(hours=1)
    return Booking.objects.create(
        opening=opening, code=new_code("JNJ"), person=make_user("siti"), seat=1,
        starts_at=at, ends_at=at + timedelta(minutes=30),
    )  # fmt: skip


def shown(kiosk: Client, booking: Booking) -> HttpResponse:
    """The answer to the code of an appointment."""
    answer = touch(kiosk, kiosk.get("/kios/mpp/"), "Sudah punya kode")
    return kiosk.post(answer.wsgi_request.get_full_path(), {"kode": booking.code.lower()}, follow=True)


def test_an_appointment_is_checked_in(
    hall: Hall, kiosk: Client, booking: Booking, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(minutes=40))
    look = shown(kiosk, booking)
    action, sent = sent_with(look)
    assert ("Janji temu pukul 10.00" in look.content.decode(), booking.code in f"{links(look)} {action}") == (
        True,
        False,
    )
    first, second = kiosk.post(action, sent), kiosk.post(action, sent)
    assert "B 001" in first.content.decode()
    assert second.context["visit"].code == first.context["visit"].code
    assert Visit.objects.get().channel == "appointment"
    assert Booking.objects.get().state == "arrived"
    again = shown(kiosk, booking)
    assert again.context["visit"].code == first.context["visit"].code
    Ticket.objects.update(state="done")
    over = shown(kiosk, booking)
    assert (over.status_code, "sudah tercatat" in over.content.decode()) == (422, True)


def test_what_was_shown_in_one_round_opens_in_no_other(
    hall: Hall, kiosk: Client, booking: Booking, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(minutes=40))
    address = shown(kiosk, booking).wsgi_request.get_full_path()
    kiosk.get("/kios/mpp/")
    assert kiosk.get(address)["Location"] == "/kios/mpp/"
    stolen = re.sub("putaran=[^&]+", f"putaran={kiosk.cookies['balai_kios_putaran'].value}", address)
    assert (stolen != address, kiosk.get(stolen).status_code) == (True, 422)


def with_code(kiosk: Client, booking: Booking) -> HttpResponse:
    """The last look of somebody who has chosen a service, then shows the code."""
    code = touch(kiosk, last_look(kiosk), "Saya punya kode janji temu")
    return kiosk.post(code.wsgi_request.get_full_path(), {"kode": booking.code}, follow=True)


def further(kiosk: Client, booking: Booking) -> HttpResponse:
    """The last look of somebody who has shown the code, then chooses a service."""
    answer = shown(kiosk, booking)
    for words in ("Tambah layanan lain", "Dukcapil", "ktp-el", "Tidak", "Tidak"):
        answer = touch(kiosk, answer, words)
    return answer


@pytest.mark.parametrize("is_code_first", [True, False])
def test_an_appointment_and_what_else_brings_its_visitor_are_one_visit(
    hall: Hall, kiosk: Client, booking: Booking, monday: time_machine.Traveller, is_code_first: bool
) -> None:
    monday.shift(timedelta(minutes=40))
    look = further(kiosk, booking) if is_code_first else with_code(kiosk, booking)
    for told in ("Janji temu pukul 10.00", "ktp-el"):
        assert told in look.content.decode()
    ticket = kiosk.post(*sent_with(look)).content.decode()
    assert ("B 001" in ticket, "A 001" in ticket) == (True, True)
    visit = Visit.objects.get()
    assert [one.label for one in visit.tickets.order_by("order")] == ["B 001", "A 001"]
    assert [one.taken for one in Strip.objects.order_by("line__letter")] == [
        {"kiosk": 1}, {"kiosk": 0, "appointment": 1},
    ]  # fmt: skip
    assert (visit.channel, Booking.objects.get().state) == ("appointment", "arrived")


def test_where_the_rest_is_refused_the_appointment_is_not_used_up(
    hall: Hall, kiosk: Client, booking: Booking, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(minutes=40))
    look = sent_with(with_code(kiosk, booking))
    QueueRule.objects.update(content={**RULE, "capacity": 0})
    answer = kiosk.post(*look)
    assert (answer.status_code, "sudah habis" in answer.content.decode()) == (409, True)
    assert (Booking.objects.get().state, labels()) == ("booked", [])


def test_who_comes_too_early_is_told_when(hall: Hall, kiosk: Client, booking: Booking) -> None:
    answer = kiosk.post(*sent_with(shown(kiosk, booking)))
    assert (answer.status_code, "mulai pukul 09.30" in answer.content.decode()) == (409, True)
    assert (Booking.objects.get().state, labels()) == ("booked", [])


def test_an_appointment_of_another_day_or_place_is_refused(
    hall: Hall, kiosk: Client, booking: Booking, monday: time_machine.Traveller
) -> None:
    Line.objects.filter(letter="B").delete()
    assert "tidak dilayani di tempat ini" in shown(kiosk, booking).content.decode()
    monday.shift(timedelta(days=-3))
    assert "2 Maret 2026, 10.00 WIB" in shown(kiosk, booking).content.decode()
    assert labels() == []
