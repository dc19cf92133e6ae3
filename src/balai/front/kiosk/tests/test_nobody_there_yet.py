"""A line for which no counter is open: said before a number is taken, on the ticket and where it is followed."""

from datetime import timedelta

import time_machine
from django.test import Client

from balai.foundation.accounts.testing import actor_of
from balai.front.kiosk.tests.conftest import RULE, Hall, last_look, sent_with, staff, touch
from balai.services.queues.api import lines_of, pause, place_now
from balai.services.queues.models import QueueRule, Ticket

WORDS = "Belum ada loket yang buka"
CALLED = "Nomor tetap dapat diambil; Anda dipanggil setelah loketnya buka. Tempat ini tutup pukul 15.00."


def test_it_is_said_before_on_and_after_the_ticket(hall: Hall, kiosk: Client) -> None:
    agencies = touch(kiosk, kiosk.get("/kios/mpp/"), "Ambil nomor").content.decode()
    assert agencies.count("loket belum buka") == 3
    look = last_look(kiosk)
    assert all(word in look.content.decode() for word in (f"{WORDS}: Dukcapil", CALLED))
    ticket = kiosk.post(*sent_with(look))
    assert "giliran berikutnya, loket belum buka" in ticket.content.decode()
    follow = f"/antrean/nomor/{ticket.context['visit'].code}/"
    assert WORDS in kiosk.get(follow).content.decode()
    counter = staff(hall)
    assert WORDS not in kiosk.get(follow).content.decode()
    assert WORDS not in last_look(kiosk).content.decode()
    pause(actor_of(hall.officer), counter.pk)
    assert WORDS in kiosk.get(follow).content.decode()


def test_from_home_it_stands_beside_what_is_ticked(hall: Hall, client: Client) -> None:
    staff(hall, "B")
    page = client.get("/antrean/mpp/").content.decode()
    assert (page.count(WORDS), page.count("loket belum buka")) == (2, 2)
    assert (page.count(CALLED), 'href="/janji/">buat janji temu</a>' in page) == (2, True)


def test_before_the_doors_open_the_hour_is_told(
    hall: Hall, kiosk: Client, monday: time_machine.Traveller
) -> None:
    QueueRule.objects.update(content={**RULE, "opens": {"kiosk": 60}})
    monday.shift(-timedelta(minutes=90))
    look = last_look(kiosk).content.decode()
    assert all(word in look for word in (WORDS, "Pelayanan dimulai pukul 08.00."))
    assert "loket belum buka" not in touch(kiosk, kiosk.get("/kios/mpp/"), "Ambil nomor").content.decode()


def test_a_rule_may_give_no_number_before_a_counter_is_open(
    hall: Hall, kiosk: Client, client: Client, monday: time_machine.Traveller
) -> None:
    look = sent_with(last_look(kiosk))
    QueueRule.objects.update(content={**RULE, "opens": {"kiosk": 60}, "needs_counter": True})
    refused = kiosk.post(*look)
    assert (refused.status_code, Ticket.objects.count()) == (409, 0)
    assert "Nomor dapat diambil begitu loketnya buka." in refused.content.decode()
    rules = client.get("/antrean/mpp/").content.decode()
    assert "Selama jam layanan, nomor hanya diberikan bila ada loket yang buka." in rules
    staff(hall)
    assert [line.letter for line in (place_now("mpp") or hall).lines if line.is_taking("kiosk")] == ["A"]
    monday.shift(
        -timedelta(minutes=90)
    )  # nobody sits there before the doors open, and the rule opens the kiosk earlier
    assert kiosk.post(*sent_with(last_look(kiosk))).status_code == 200


def test_officers_see_it_where_they_choose_a_line(hall: Hall) -> None:
    staff(hall, "B")
    assert [(line.letter, line.is_staffed) for line in lines_of("mpp")] == [
        ("A", False),
        ("B", True),
        ("C", False),
    ]
