"""The counter's page: one press is one plain form, answered with the page; the same key is the same press."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.models import Event
from balai.services.queues.models import Period, Shift, Ticket
from balai.services.queues.tests.conftest import Mall


def page_of(mall: Mall, number: str = "1") -> str:
    return reverse("queues:counter", args=[mall.counters[number].pk])


def press(client: Client, mall: Mall, act: str, number: str = "1", **sent: object) -> str:
    """Press a button and read the page that answers."""
    data = {"kunci": uuid4(), **sent}
    answer = client.post(reverse("queues:act", args=[mall.counters[number].pk, act]), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def period_at(mall: Mall, number: str = "1") -> UUID:
    """What the counter is doing."""
    found: UUID = Period.objects.get(counter=mall.counters[number], ended_at=None).pk
    return found


def at_desk(officer: User) -> Client:
    """The browser of an officer."""
    return sign_in(Client(headers={"accept-language": "id"}), officer)


@pytest.fixture
def desk(mall: Mall) -> Client:
    return at_desk(mall.rina)


def test_a_visitor_from_the_call_to_the_end(mall: Mall, desk: Client) -> None:
    mall.take("A")
    assert "Loket ini tutup" in desk.get(page_of(mall)).content.decode()
    assert "A 001" in press(desk, mall, "buka")
    assert "Mulai layani" in press(desk, mall, "panggil")
    page = press(desk, mall, "ulang", masa=period_at(mall))
    assert "Dipanggil 2 kali" in page
    page = press(desk, mall, "mulai", masa=period_at(mall))
    assert ("Sedang dilayani" in page, "Tahan" in page) == (True, True)
    page = press(desk, mall, "selesai", masa=period_at(mall))
    assert ("Belum ada yang menunggu" in page, "Hari ini: 1 dilayani" in page) == (True, True)
    assert Ticket.objects.get().state == "done"


def test_the_same_press_counts_once(mall: Mall, desk: Client) -> None:
    """What a cut line sends again is the same command."""
    mall.take("A")
    mall.take("A")
    press(desk, mall, "buka")
    key = uuid4()
    for _time in range(2):
        assert "A 001" in press(desk, mall, "panggil", kunci=key)
    assert list(Period.objects.filter(kind="called").values_list("key", flat=True)) == [key]
    called = period_at(mall)
    for _time in range(2):
        assert "Sedang dilayani" in press(desk, mall, "mulai", masa=called)
    serving = period_at(mall)
    for _time in range(2):
        assert "Hari ini: 1 dilayani" in press(desk, mall, "selesai", masa=serving)
    assert Period.objects.filter(kind="serving").count() == 1


def test_calling_out_of_order_asks_for_a_reason(mall: Mall, desk: Client) -> None:
    mall.take("A")
    second = mall.take("A").tickets[0]
    press(desk, mall, "buka")
    address = reverse("queues:act", args=[mall.counters["1"].pk, "dahulukan"])
    ask = desk.get(address, {"nomor": second.id}).content.decode()
    assert ("Alasan" in ask, str(second.id) in ask) == (True, True)
    refused = desk.post(address, {"kunci": uuid4(), "nomor": second.id})
    assert (refused.status_code, Period.objects.filter(kind="called").count()) == (422, 0)
    page = press(desk, mall, "dahulukan", nomor=second.id, alasan="Ibu bersalin, dijemput ambulans")
    assert "A 002" in page
    event = Event.objects.get(name="queues.out_of_order")
    assert event.facts["reason"] == "Ibu bersalin, dijemput ambulans"


def test_what_asks_for_something_keeps_it_with_the_period(mall: Mall, desk: Client) -> None:
    mall.take("A")
    press(desk, mall, "buka")
    press(desk, mall, "panggil")
    press(desk, mall, "mulai", masa=period_at(mall))
    act = reverse("queues:act", args=[mall.counters["1"].pk, "tahan"])
    assert desk.post(act, {"kunci": uuid4(), "masa": period_at(mall)}).status_code == 422
    page = press(desk, mall, "tahan", masa=period_at(mall), alasan="Mengambil fotokopi")
    assert ("Ditahan di loket ini" in page, "Mengambil fotokopi" in page) == (True, True)
    held = Period.objects.get(kind="held", ended_at=None)
    press(desk, mall, "teruskan", masa=held.pk)
    service = f"{mall.lines['B'].pk}:"
    press(desk, mall, "tambah", masa=period_at(mall), layanan=service)
    page = press(
        desk, mall, "pindah", masa=period_at(mall), tujuan=mall.lines["B"].pk, alasan="Perlu izin dahulu"
    )
    assert Ticket.objects.get(letter="A").line == mall.lines["B"]
    assert [ticket.label for ticket in Ticket.objects.order_by("letter")] == ["A 001", "B 001"]


def test_a_press_that_came_too_late_says_so(mall: Mall, desk: Client) -> None:
    mall.take("A")
    press(desk, mall, "buka")
    press(desk, mall, "panggil")
    called = period_at(mall)
    press(desk, mall, "kembali", masa=called)
    page = press(desk, mall, "mulai", masa=called)
    assert "notice pill-warn" in page
    assert Period.objects.filter(kind="serving").count() == 0
    assert "tidak terbaca" in press(desk, mall, "mulai", masa="bukan")


def test_a_pause_and_a_colleagues_counter(mall: Mall, desk: Client) -> None:
    press(desk, mall, "buka")
    assert "Loket sedang jeda" in press(desk, mall, "jeda")
    assert "Belum ada yang menunggu" in press(desk, mall, "lanjut")
    assert "Pilih loket lain" in at_desk(mall.agus).get(page_of(mall)).content.decode()
    mine = desk.get(reverse("queues:counters")).content.decode()
    assert "Lanjutkan di loket 1" in mine
    assert "Loket ini tutup" in press(desk, mall, "tutup")
    assert Shift.objects.filter(ended_at=None).count() == 0


def test_only_its_inside_answers_the_page_that_refreshes_itself(mall: Mall, desk: Client) -> None:
    part = desk.get(page_of(mall), headers={"hx-request": "true"}).content.decode()
    assert (part.strip().startswith("<div data-desk="), "<html" in part) == (True, False)


def test_a_long_line_asks_no_more(mall: Mall, desk: Client) -> None:
    press(desk, mall, "buka")
    counts = []
    for more in (2, 6):
        for _number in range(more):
            mall.take("A")
        with CaptureQueriesContext(connection) as asked:
            desk.get(page_of(mall), headers={"hx-request": "true"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
