"""Numbers for those who call: an officer takes them, and they are called once their owner has come."""

import pytest
from django.http import HttpResponse
from django.test import Client

from balai.foundation.accounts.testing import sign_in
from balai.front.kiosk.tests.conftest import MONDAY, Hall, last_look, links, sent_with, touch
from balai.services.queues.models import Ticket, Visit

CODE_PAGE = "Sudah punya kode"


@pytest.fixture
def reception(hall: Hall) -> Client:
    return sign_in(Client(), hall.officer)


def for_a_caller(client: Client) -> HttpResponse:
    """From the officer's start to the number that is read out."""
    return client.post(*sent_with(last_look(client, language="Lewat telepon")))


def say(client: Client, words: str) -> HttpResponse:
    """What a guest says at the reception, typed by the officer."""
    page = touch(client, client.get("/kios/mpp/"), CODE_PAGE)
    return client.post(page.wsgi_request.get_full_path(), {"kode": words})


def test_a_caller_gets_a_number_that_waits_for_its_owner(reception: Client) -> None:
    page = for_a_caller(reception).content.decode()
    made = Visit.objects.get()
    assert (made.channel, made.arrived_at, Ticket.objects.get().state) == ("phone", None, "reserved")
    assert "Bacakan nomornya kepada penelepon" in page
    assert "A 001" in page
    assert made.code in page


@pytest.mark.parametrize("said", ["A 001", "a1", "A 1"])
def test_the_number_is_enough_at_the_reception(reception: Client, said: str) -> None:
    for_a_caller(reception)
    page = say(reception, said)
    assert "A 001" in page.content.decode()
    assert (Visit.objects.get().arrived_at, Ticket.objects.get().state) == (MONDAY, "waiting")


def test_a_number_that_nobody_has_is_refused_with_what_to_do(reception: Client) -> None:
    answer = say(reception, "A 002")
    assert answer.status_code == 422
    assert "Kode ini tidak dikenal." in answer.content.decode()


def test_a_kiosk_neither_takes_calls_nor_lets_a_number_be_guessed(
    hall: Hall, reception: Client, kiosk: Client
) -> None:
    for_a_caller(reception)
    assert not any(words.startswith("Lewat telepon") for words in links(kiosk.get("/kios/mpp/")))
    assert say(kiosk, "A 001").status_code == 422
    assert Visit.objects.get().arrived_at is None
    action, sent = sent_with(last_look(kiosk))
    kiosk.post(f"{action}&telepon=1", sent)
    assert Visit.objects.latest("id").channel == "kiosk"
