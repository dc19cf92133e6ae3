"""On the page of a case: the way to a time of one's own, then when that is."""

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.cases.api import CaseCard, OpenCase, install_procedure, open_case
from balai.foundation.cases.models import Case
from balai.services.appointments.actions.book import Wish, book, cancel, change
from balai.services.appointments.cards import BookingCard
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
        "menunggu": {"kind": "work", "name": words("Menunggu kedatangan"), "roles": ["petugas_loket"],
                     "ask": words("Catat"), "limit": LIMIT},
        "selesai": {"kind": "end", "name": words("Selesai"), "outcome": "granted"},
    },
    "actions": [{"code": "jadwalkan", "kind": "forward", "label": words("Jadwalkan"), "from": ["datang"],
                 "to": "menunggu", "requires": {"fields": [
                     {"name": "hari", "label": words("Hari"), "kind": "date", "public": True,
                      "known": "appointment.day"},
                     {"name": "jam", "label": words("Jam"), "public": True, "known": "appointment.time"},
                 ]}},
                {"code": "terima", "kind": "forward", "label": words("Terima"), "from": ["menunggu"], "to": "selesai"}],
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
    address = f"/kerja/perkara/{case.id}/tindakan/jadwalkan/"
    clerk = sign_in(Client(headers={"accept-language": "id"}), house.clerk)
    assert values(clerk.get(address), "tindakan")["hari"] == ""
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30), case.id))
    page = clerk.get(address)
    offered = values(page, "tindakan")
    assert (offered["hari"], offered["jam"]) == ("2026-03-09", "08.30")
    assert f"Dari janji temu {card.code}." in page.content.decode()
    assert clerk.post(address, offered).status_code == 302
    assert records(case) == {"hari": "2026-03-09", "jam": "08.30"}


def taken_over(house: House) -> tuple[CaseCard, BookingCard]:
    """The office took the booked day and hour over, and the case goes on."""
    case = opened(house)
    card = book(actor_of(house.siti), Wish("paspor", at(3, 8, 30), case.id))
    clerk = sign_in(Client(headers={"accept-language": "id"}), house.clerk)
    address = f"/kerja/perkara/{case.id}/tindakan/jadwalkan/"
    assert clerk.post(address, values(clerk.get(address), "tindakan")).status_code == 302
    return case, card


def records(case: CaseCard) -> dict[str, str]:
    return Case.objects.unscoped().get(pk=case.id).records


def test_what_the_office_took_over_follows_a_moved_appointment(house: House) -> None:
    case, card = taken_over(house)
    change(actor_of(house.siti), card.id, at(9, 9))
    assert records(case) == {"hari": "2026-03-09", "jam": "09.00"}
    told = "Yang dicatat petugas ikut berubah: Selasa, 3 Maret 2026, 08.30 menjadi Senin, 9 Maret 2026, 09.00"
    assert told in office_page(house, case)
    assert "Sekarang lain" not in office_page(house, case)


def test_what_the_office_wrote_otherwise_stays_and_both_are_shown(house: House) -> None:
    case, card = taken_over(house)
    Case.objects.unscoped().filter(pk=case.id).update(records={"hari": "2026-03-03", "jam": "11.00"})
    change(actor_of(house.siti), card.id, at(9, 9))
    assert records(case) == {"hari": "2026-03-03", "jam": "11.00"}
    for page in (office_page(house, case), own_page(house, case)):
        assert f"Senin, 9 Maret 2026. Dari janji temu {card.code}." in page
        assert f"09.00. Dari janji temu {card.code}." in page
