"""On the page of a case: the way to a time of one's own, then when that is."""

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.cases.api import CaseCard, OpenCase, install_procedure, open_case
from balai.foundation.cases.models import Case
from balai.services.appointments.actions.book import Wish, book, cancel
from balai.services.appointments.tests.conftest import House, at
from tests.paper import values

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
LIMIT = {"kind": "working_days", "amount": 4}


def words(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


PROCEDURE = {
    "code": "paspor-contoh",
    "name": words("Paspor"),
    "limit": LIMIT,
    "start": "datang",
    "states": {
        "datang": {"kind": "work", "name": words("Ditunggu"), "roles": ["petugas_loket"],
                   "ask": words("Terima"), "limit": LIMIT},
        "selesai": {"kind": "end", "name": words("Selesai"), "outcome": "granted"},
    },
    "actions": [{"code": "terima", "kind": "forward", "label": words("Terima"), "from": ["datang"], "to": "selesai",
                 "requires": {"fields": [
                     {"name": "hari", "label": words("Hari"), "kind": "date", "known": "appointment.day"},
                     {"name": "jam", "label": words("Jam"), "known": "appointment.time"},
                 ]}}],
}  # fmt: skip


def opened(house: House, service: str = "paspor") -> CaseCard:
    install_procedure(PROCEDURE)
    wish = OpenCase("paspor-contoh", house.opening.unit_id, "PSP", "Paspor", house.siti.pk, service=service)
    return open_case(SYSTEM, wish)


def own_page(house: House, case: CaseCard) -> str:
    client = sign_in(Client(headers={"accept-language": "id"}), house.siti)
    return client.get(f"/permohonan/{case.id}/").content.decode()


def office_page(house: House, case: CaseCard) -> str:
    client = sign_in(Client(headers={"accept-language": "id"}), house.clerk)
    return client.get(f"/kerja/perkara/{case.id}/").content.decode()


def test_the_applicant_is_led_to_a_time_and_finds_it_again(house: House) -> None:
    case = opened(house)
    assert f'href="/janji/paspor/?perkara={case.id}"' in own_page(house, case)
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30), case.id))
    page = own_page(house, case)
    assert "Senin, 9 Maret 2026" in page
    assert "08.30–09.00" in page
    assert f'href="/janji/saya/{card.id}/"' in page
    assert "Pilih waktu datang" not in page
    cancel(actor_of(house.siti), card.id)
    assert "Pilih waktu datang" in own_page(house, case)


def test_the_office_reads_whether_and_when_somebody_comes(house: House) -> None:
    case = opened(house)
    assert "Pemohon belum memilih waktu datang." in office_page(house, case)
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30), case.id))
    page = office_page(house, case)
    assert "08.30–09.00" in page
    assert f'href="/kerja/janji/?hari=2026-03-09&amp;kode={card.code}"' in page
    assert "Pemohon belum memilih waktu datang." not in page


def test_where_nothing_can_be_booked_nothing_is_said(house: House) -> None:
    case = opened(house, "lain")
    assert "Janji temu</h2>" not in own_page(house, case)
    assert "Janji temu</h2>" not in office_page(house, case)
    house.opening.is_open = False
    house.opening.save()
    assert "Pilih waktu datang" not in own_page(house, opened(house))


def test_the_office_takes_the_booked_time_over_instead_of_typing_it(house: House) -> None:
    case = opened(house)
    address = f"/kerja/perkara/{case.id}/tindakan/terima/"
    clerk = sign_in(Client(headers={"accept-language": "id"}), house.clerk)
    assert values(clerk.get(address), "tindakan")["hari"] == ""
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30), case.id))
    page = clerk.get(address)
    offered = values(page, "tindakan")
    assert (offered["hari"], offered["jam"]) == ("2026-03-09", "08.30")
    assert f"Dari janji temu {card.code}." in page.content.decode()
    assert clerk.post(address, offered).status_code == 302
    records = Case.objects.unscoped().get(pk=case.id).records
    assert (records["hari"], records["jam"]) == ("2026-03-09", "08.30")
