"""The queue for everybody: what is open, a number from home, one's place, leaving."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.ids import uuid7
from balai.foundation.accounts.testing import actor_of, make_user, sign_in
from balai.front.kiosk.tests.conftest import RULE, Hall, hall, monday, standing_hall
from balai.services.queues.api import TakeNumber, VisitCard, Wish, call_next, open_counter, take, visit
from balai.services.queues.models import Counter, QueueRule, Ticket, Visit
from balai.services.queues.templatetags.antrean import kira
from balai.services.queues.views.public_visit import LOOKS

__all__ = ["hall", "monday", "standing_hall"]
KEY = "01890000-0000-7000-8000-000000000001"


def number(channel: str = "kiosk", letter: str = "A") -> VisitCard:
    return take(SYSTEM, TakeNumber("mpp", [Wish(letter)], channel))


def from_home(client: Client, *services: str, key: str = KEY):  # type: ignore[no-untyped-def]
    return client.post("/antrean/mpp/", {"layanan": services, "prioritas": "", "kunci": key})


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(None, ""), (0, "segera"), (59, "segera"), (60, "± 1 menit"), (540, "± 9 menit"), (660, "± 15 menit"),
     (3540, "± 1 jam"), (4000, "± 1 jam 10 menit")],
)  # fmt: skip
def test_an_estimate_is_told_in_steps(seconds: int | None, told: str) -> None:
    assert kira(seconds) == told


def test_places_tell_what_is_open_and_who_waits(
    hall: Hall, client: Client, django_assert_max_num_queries
) -> None:
    number()
    with django_assert_max_num_queries(8):  # four of places, however many lines
        page = page_of(client, "/antrean/")
    assert all(
        word in page for word in ("Mal Pelayanan", "Buka sampai 15.00", "1 menunggu", "loket belum buka")
    )
    small = page_of(client, "/antrean/sekarang/")
    assert ("Mal Pelayanan buka sampai 15.00" in small, "<html" in small) == (True, False)


def test_the_front_page_tells_it_too(hall: Hall, client: Client) -> None:
    assert "Mal Pelayanan buka sampai 15.00" in page_of(client, "/")


def test_where_no_line_gives_numbers_an_appointment_is_offered_instead(
    hall: Hall, client: Client, monday: time_machine.Traveller
) -> None:
    assert 'form="nomor"' in page_of(client, "/antrean/mpp/")
    monday.shift(timedelta(hours=-6))
    shut = page_of(client, "/antrean/mpp/")
    assert ('form="nomor"' in shut, 'href="/janji/"' in shut) == (False, True)


def test_a_number_from_home_leads_to_its_place(hall: Hall, client: Client) -> None:
    form = page_of(client, "/antrean/mpp/?layanan=A:ktp-el")
    assert ('value="A:ktp-el" checked' in form, "Lanjut usia, didahulukan 10 menit" in form) == (True, True)
    assert "Perbup 1/2026" in form
    answer = from_home(client, "A:ktp-el", "B:paspor")
    made = Visit.objects.get()
    assert answer["Location"] == f"/antrean/nomor/{made.code}/"
    assert (made.channel, made.arrived_at) == ("web", None)
    assert [ticket.service for ticket in Ticket.objects.order_by("order")] == ["ktp-el", "paspor"]
    page = page_of(client, answer["Location"])
    assert all(word in page for word in ("A 001", "B 001", "Saya sudah datang", "Belum hadir"))


def test_one_browser_holds_one_number_of_a_line(hall: Hall, client: Client) -> None:
    from_home(client, "A:ktp-el")
    again = from_home(client, "A:kartu-keluarga", key=KEY.replace("1890", "1891"))
    assert (again.status_code, "Anda sudah memegang nomor A 001" in again.content.decode()) == (422, True)
    assert from_home(client, "B:paspor", key=KEY.replace("1890", "1892")).status_code == 302
    assert Ticket.objects.count() == 2
    client.post(f"/antrean/nomor/{Visit.objects.earliest('id').code}/pergi/")
    assert from_home(client, "A:ktp-el", key=KEY.replace("1890", "1893")).status_code == 302


def test_one_person_holds_one_number_of_a_line_on_every_device(hall: Hall) -> None:
    siti = make_user("siti")
    from_home(sign_in(Client(), siti), "A:ktp-el")
    other = sign_in(Client(), siti)
    assert from_home(other, "A:ktp-el", key=KEY.replace("1890", "1891")).status_code == 422
    assert Visit.objects.get().person_id == siti.pk
    assert "A 001" in page_of(other, "/antrean/saya/")
    assert "A 001" not in page_of(sign_in(Client(), make_user("budi")), "/antrean/saya/")


@pytest.mark.parametrize(
    ("services", "sentence"),
    [
        ([], "Pilih paling sedikit satu layanan."),
        (["Z:ktp-el"], "sedang tidak memberi nomor"),
        (["A:paspor"], "sedang tidak memberi nomor"),
        (["A:ktp-el"] * 6, "paling banyak lima"),
        (["A:ktp-el"] * 900, "paling banyak lima"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    hall: Hall, client: Client, services: list[str], sentence: str
) -> None:
    answer = from_home(client, *services)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert Visit.objects.count() == 0
    assert client.get("/antrean/tidak-ada/").status_code == 404
    assert client.post("/antrean/tidak-ada/").status_code == 404


def test_a_full_share_says_when_the_rest_is_released(hall: Hall, client: Client) -> None:
    QueueRule.objects.update(
        content={**RULE, "capacity": 2, "shares": {"web": 50, "kiosk": 50}, "release": "11:00"}
    )
    number("web")
    page = page_of(client, "/antrean/mpp/")
    assert ("Mulai pukul 11.00" in page, 'name="layanan"' in page) == (True, True)
    assert from_home(client, "A:ktp-el").status_code == 422
    assert Visit.objects.count() == 1


def test_before_opening_nothing_can_be_taken(
    hall: Hall, client: Client, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(hours=-2))
    page = page_of(client, "/antrean/mpp/")
    assert ("mulai pukul 08.00" in page, 'name="layanan"' in page) == (True, False)


def test_the_place_is_shown_to_whoever_has_the_code(hall: Hall, client: Client) -> None:
    number()
    made = number()
    page = page_of(client, f"/antrean/nomor/{made.code}/")
    assert all(word in page for word in ("A 002", "1 orang", "Keluar dari antrean", 'content="noindex"'))
    assert "Saya sudah datang" not in page
    body = client.get(f"/antrean/nomor/{made.code}/isi/")
    assert ("A 002" in body.content.decode(), "csrf" in body.content.decode()) == (True, False)
    again = client.get(f"/antrean/nomor/{made.code}/isi/", headers={"if-none-match": body["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/antrean/nomor/{made.code.lower()}/").status_code == 200


def test_unknown_codes_are_counted(hall: Hall, client: Client) -> None:
    made = number()
    answers = [client.get("/antrean/nomor/AAAA-BBBB/").status_code for _look in range(LOOKS + 1)]
    assert (set(answers[:-1]), answers[-1]) == ({404}, 429)
    assert client.get(f"/antrean/nomor/{made.code}/").status_code == 200


def test_arriving_makes_a_number_wait(hall: Hall, client: Client, monday: time_machine.Traveller) -> None:
    made = number("web")
    monday.shift(timedelta(minutes=20))
    assert client.get(f"/antrean/nomor/{made.code}/datang/")["Location"] == f"/antrean/nomor/{made.code}/"
    assert Ticket.objects.get().state == "reserved"
    for _press in range(2):
        assert client.post(f"/antrean/nomor/{made.code}/datang/").status_code == 302
    assert Ticket.objects.get().state == "waiting"
    assert "Kedatangan Anda tercatat" in page_of(client, f"/antrean/nomor/{made.code}/")


def test_leaving_is_asked_once_more_and_ends_the_visit(hall: Hall, client: Client) -> None:
    made = number()
    address = f"/antrean/nomor/{made.code}/pergi/"
    assert "Anda mulai dari belakang" in page_of(client, address)
    assert Ticket.objects.get().state == "waiting"
    assert client.post(address)["Location"] == f"/antrean/nomor/{made.code}/"
    assert Ticket.objects.get().state == "left"
    assert "Kunjungan ini sudah berakhir" in page_of(client, f"/antrean/nomor/{made.code}/")


def test_who_is_called_cannot_leave_silently(hall: Hall, client: Client) -> None:
    made = number()
    counter = Counter.objects.create(place=hall.place, number="1")
    counter.lines.set(hall.lines.values())
    officer = actor_of(hall.officer)
    open_counter(officer, counter.pk)
    call_next(officer, counter.pk, key=uuid7())
    called = page_of(client, f"/antrean/nomor/{made.code}/")
    assert ("Silakan ke loket 1" in called, 'data-called="A001#1 "' in called) == (True, True)
    answer = client.post(f"/antrean/nomor/{made.code}/pergi/")
    assert (answer.status_code, "sedang dipanggil" in answer.content.decode()) == (409, True)
    found = visit(made.code)
    assert found is not None
    assert found.left_at is None


def test_yesterdays_number_is_over(hall: Hall, client: Client, monday: time_machine.Traveller) -> None:
    made = number()
    monday.shift(timedelta(days=1))
    page = page_of(client, f"/antrean/nomor/{made.code}/")
    assert ("Kunjungan ini sudah berakhir" in page, "Keluar dari antrean" in page) == (True, False)
    assert from_home(client, "A:ktp-el").status_code == 302
