"""The history: exact figures from periods, the same number of queries for many, the same as a file."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.core.actor import VISITOR
from balai.foundation.accounts.testing import sign_in
from balai.services.queues import api
from balai.services.queues.history import grouped, span_of, whole
from balai.services.queues.hours import today
from balai.services.queues.tests.conftest import Mall


@pytest.fixture
def chief(mall: Mall) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), mall.dewi)


def morning(mall: Mall, clock: time_machine.Traveller) -> None:
    """Three numbers at 08.00: served after 0 and 10 minutes, the third goes home; a fourth at 09.05 waits."""
    clerk = mall.sit("1", mall.rina)
    mall.take("A")
    mall.take("A")
    gone = mall.take("A")
    mall.serve(clerk, "1", clock, minutes=10)
    mall.serve(clerk, "1", clock, minutes=20)
    api.leave(VISITOR, gone.code)
    clock.shift(timedelta(minutes=35))
    mall.take("C")


def test_figures_by_hour_agency_and_officer(mall: Mall, monday: time_machine.Traveller) -> None:
    morning(mall, monday)
    span = span_of([mall.place], today(), today())
    total = whole(span)
    assert (total.taken, total.done, total.gone, total.missed) == (4, 2, 1, 0)
    assert (total.wait, total.long_wait, total.service) == (300, 540, 900)
    hours = [(one.key, one.label, one.taken, one.done) for one in grouped(span, "jam")]
    assert hours == [("08", "08.00–08.59", 3, 2), ("09", "09.00–09.59", 1, 0)]
    assert [(one.label, one.taken) for one in grouped(span, "instansi")] == [
        ("Dispendukcapil", 3),
        ("Bapenda", 1),
    ]
    assert [(one.label, one.done) for one in grouped(span, "petugas")] == [("Rina Wulandari", 2), ("", 0)]


def test_the_page_draws_and_the_file_says_the_same(
    mall: Mall, chief: Client, monday: time_machine.Traveller
) -> None:
    morning(mall, monday)
    page = chief.get(reverse("queues:history"), {"menurut": "jam"}).content.decode()
    assert ("<svg" in page, "08.00–08.59" in page, "Rata-rata menunggu, menit" in page) == (True, True, True)
    file = chief.get(reverse("queues:history_export", args=["csv"]), {"menurut": "instansi"})
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1:] == ["Dispendukcapil,3,2,0,1,300,540,900,50", "Bapenda,1,0,0,0,,,,"]
    long = chief.get(reverse("queues:history"), {"dari": "2025-01-01", "sampai": "2026-03-02"})
    assert (long.status_code, "Paling lama 92 hari" in long.content.decode()) == (422, True)
    assert chief.get(reverse("queues:history_export", args=["pdf"])).status_code == 404


def test_many_numbers_ask_no_more(mall: Mall, chief: Client, monday: time_machine.Traveller) -> None:
    counts = []
    for more in (1, 9):
        for _number in range(more):
            mall.take("C")
        with CaptureQueriesContext(connection) as asked:
            chief.get(reverse("queues:history"), {"menurut": "layanan"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
