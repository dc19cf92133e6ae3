"""What the queue adds beside other matters: the count in the menu, the case at the counter, the visit at the case."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from balai.core.actor import SYSTEM
from balai.core.counting import counted_for
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.cases.api import CaseCard, OpenCase, get_case, install_procedure, open_case
from balai.services.queues import api
from balai.services.queues.menu import has_queue, waiting_for
from balai.services.queues.models import Ticket
from balai.services.queues.panels import visits_panel
from balai.services.queues.tests.conftest import Mall
from balai.services.queues.visits import to_counter

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
LIMIT = {"kind": "working_days", "amount": 4}


def words(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


PROCEDURE: dict[str, Any] = {
    "code": "contoh", "name": words("Contoh"), "limit": LIMIT, "start": "datang",
    "states": {
        "datang": {"kind": "work", "name": words("Ditunggu"), "roles": ["petugas_loket"], "ask": words("Terima"),
                   "limit": LIMIT},
        "selesai": {"kind": "end", "name": words("Selesai"), "outcome": "granted"},
    },
    "actions": [{"code": "terima", "kind": "forward", "label": words("Terima"), "from": ["datang"], "to": "selesai"}],
}  # fmt: skip


def opened(mall: Mall, letter: str = "A") -> CaseCard:
    """Siti's case with the agency of a line."""
    install_procedure(PROCEDURE)
    wish = OpenCase(
        "contoh",
        mall.lines[letter].unit_id,
        "KK",
        "Kartu Keluarga",
        mall.siti.pk,
        applicant_name="Siti",
        service="kartu-keluarga",
    )
    return open_case(SYSTEM, wish)


def come(mall: Mall, case: CaseCard) -> None:
    """Siti takes a number for her case and is called to counter 1."""
    wish = api.Wish("A", case_id=case.id)
    api.take(actor_of(mall.siti), api.TakeNumber("mpp", [wish], "web", person_id=mall.siti.pk))
    api.check_in(SYSTEM, api.own_visits(actor_of(mall.siti))[0].code)
    mall.call(mall.sit("1", mall.agus), "1")


def test_the_case_stands_beside_the_visitor_where_it_may_be_read(mall: Mall) -> None:
    case = opened(mall)
    come(mall, case)
    address = reverse("queues:counter", args=[mall.counters["1"].pk])
    page = sign_in(Client(headers={"accept-language": "id"}), mall.agus).get(address).content.decode()
    assert (case.code in page, "Kartu Keluarga" in page, "Ajukan untuk" in page) == (True, True, False)
    shut = sign_in(Client(headers={"accept-language": "id"}), mall.rina).get(address).content.decode()
    assert (case.code in shut, "ada pada unit lain" in shut) == (False, True)


def test_what_runs_already_stands_beside_a_visitor_who_came_without_naming_it(mall: Mall) -> None:
    case = opened(mall)
    mall.take("A", channel="reception", actor=actor_of(mall.rina), person_id=mall.siti.pk)
    mall.call(mall.sit("1", mall.agus), "1")
    address = reverse("queues:counter", args=[mall.counters["1"].pk])
    page = sign_in(Client(headers={"accept-language": "id"}), mall.agus).get(address).content.decode()
    assert (case.code in page, "Permohonan pengunjung ini yang berjalan" in page) == (True, True)
    Ticket.objects.update(service="kartu-keluarga")
    page = sign_in(Client(headers={"accept-language": "id"}), mall.agus).get(address).content.decode()
    assert ("Siti, diajukan" in page, "yang berjalan" in page) == (True, False)
    other = sign_in(Client(headers={"accept-language": "id"}), mall.rina).get(address).content.decode()
    assert case.code not in other


def test_an_officer_who_sits_is_led_back_to_the_counter(mall: Mall) -> None:
    assert to_counter(actor_of(mall.agus)) is None
    agus = mall.sit("1", mall.agus)
    way = to_counter(agus)
    assert way
    assert (way.label, way.href) == (
        "Kembali ke loket 1", reverse("queues:counter", args=[mall.counters["1"].pk]),
    )  # fmt: skip


def test_the_visit_stands_beside_the_case(mall: Mall) -> None:
    case = opened(mall)
    assert visits_panel(actor_of(mall.agus), case, "officer") is None
    come(mall, case)
    page = sign_in(Client(headers={"accept-language": "id"}), mall.agus).get(f"/kerja/perkara/{case.id}/")
    assert "Datang di loket 1 pukul 08.00" in page.content.decode()
    assert "A 001" in page.content.decode()
    assert get_case(actor_of(mall.agus), case.id).code == case.code


def test_the_menu_counts_who_waits_in_what_is_mine(mall: Mall) -> None:
    """The day is the database's own: the statement of the count outlives the day."""
    for letters in ("A", "A", "C"):
        mall.take(letters)
    everybody = [actor_of(one) for one in (mall.rina, mall.agus, mall.dewi, mall.outsider)]
    assert [counted_for(one, [waiting_for])[waiting_for] for one in everybody] == [0, 0, 0, 0]
    Ticket.objects.update(day=database_day())
    assert [counted_for(one, [waiting_for])[waiting_for] for one in everybody] == [3, 2, 3, 0]
    assert [has_queue(actor_of(one)) for one in (mall.dewi, mall.siti)] == [True, False]


def database_day() -> date:
    """Today there by the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date")
        day: date = cursor.fetchone()[0]
    return day
