"""The guide for anybody: questions, the list that follows, kept only by those who ask for it."""

import re
from typing import Any

import pytest
from django.test import Client

from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.models import Event
from balai.services.lifeevents.models import Journey
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
BIRTH = {"jumlah": "2", "tempat": "faskes", "nikah": "belum", "jkn": "ya", "biaya": "tidak"}
ADDRESS = "/peristiwa/kelahiran/"


def titles(page: Any) -> list[str]:
    """The lines of the list on a page."""
    return re.findall(r'class="plan-title">([^<]+)<', page.content.decode())


def test_the_portal_leads_to_the_guides_and_to_services_where_there_is_none(world: World) -> None:
    home = Client(headers={"accept-language": "id"}).get("/").content.decode()
    ways = re.findall(r'class="sheet sheet-link" href="([^"]+)"', home)
    assert ways[:6] == [
        "/peristiwa/kelahiran/",
        "/peristiwa/pernikahan/",
        "/peristiwa/usaha/",
        "/peristiwa/pindah/",
        "/peristiwa/kematian/",
        "/layanan/?peristiwa=kesulitan",
    ]
    assert {way.partition("=")[0] for way in ways[5:]} == {"/layanan/?peristiwa"}
    services = Client().get("/layanan/", {"peristiwa": "usaha"}).content.decode()
    assert 'href="/peristiwa/usaha/"><' in services


def test_a_visitor_answers_and_gets_the_list_and_nothing_is_kept(world: World) -> None:
    visitor, before = Client(headers={"accept-language": "id"}), Journey.objects.count()
    assert titles(visitor.get(ADDRESS)) == []
    page = visitor.get(ADDRESS, {**BIRTH, "tanggal": "2026-03-01", "jawab": "1"})
    assert titles(page) == [
        "Minta surat keterangan lahir",
        "Isi SPTJM suami istri",
        "Ajukan akta kelahiran (1 dari 2)",
        "Ajukan akta kelahiran (2 dari 2)",
        "Daftarkan bayi ke BPJS Kesehatan (1 dari 2)",
        "Daftarkan bayi ke BPJS Kesehatan (2 dari 2)",
        "Ambil Kartu Identitas Anak (1 dari 2)",
        "Ambil Kartu Identitas Anak (2 dari 2)",
        "Bawa bayi ke posyandu",
    ]
    text = page.content.decode()
    assert text.count("Kamis, 30 April 2026") == 2
    assert "Setelah: Minta surat keterangan lahir, Isi SPTJM suami istri" in " ".join(text.split())
    assert "/masuk/?next=/peristiwa/kelahiran/%3F" in text
    assert Journey.objects.count() == before


def test_a_visitor_sees_which_guides_there_are(world: World) -> None:
    page = Client(headers={"accept-language": "id"}).get("/perjalanan/").content.decode()
    ways = re.findall(r'href="(/peristiwa/[a-z]+/)"', page)
    assert len(ways) == 5
    assert ("Panduan peristiwa" in page, "/masuk/?next=/perjalanan/" in page) == (True, True)


def test_an_unanswered_question_is_told_and_odd_answers_do_no_harm(world: World) -> None:
    page = Client(headers={"accept-language": "id"}).get(ADDRESS, {"jumlah": "2", "jawab": "1"})
    assert (page.status_code, "Pilih lahir di mana?." in page.content.decode()) == (422, True)
    odd = {**BIRTH, "jumlah": "9", "tanggal": "9999-12-31"}
    assert Client().get(ADDRESS, {**odd, "jawab": "1"}).status_code == 422
    assert Client().get("/peristiwa/tidak-ada/").status_code == 404


def test_far_days_have_no_last_day(world: World) -> None:
    answers = {
        "tanggal": "2100-12-31",
        "agama": "dukcapil",
        "umur": "ya",
        "pernah": "belum",
        "tinggal": "tetap",
    }
    page = Client().get("/peristiwa/pernikahan/", {**answers, "jawab": "1"})
    assert page.status_code == 200


def test_a_signed_in_person_keeps_it_and_answering_again_changes_it(world: World) -> None:
    person = world.people["citizen"]
    client = sign_in(Client(), person)
    kept = client.post(ADDRESS, BIRTH)
    journey = Journey.objects.get(person=person)
    assert kept["Location"] == f"/perjalanan/{journey.pk}/"
    assert journey.answers == BIRTH
    again = client.post(ADDRESS, {**BIRTH, "jumlah": "1"})
    assert again["Location"] == kept["Location"]
    assert Journey.objects.get(person=person).answers == {**BIRTH, "jumlah": "1"}


def test_a_counter_keeps_it_for_the_person_and_applies_from_it(world: World) -> None:
    person, operator = world.people["owner"], world.people["operator"]
    desk = sign_in(Client(headers={"accept-language": "id"}), operator)
    chips = desk.get(f"/kerja/loket/{person.pk}/").content.decode()
    address = f"/kerja/loket/{person.pk}/peristiwa/kelahiran/"
    assert f'href="{address}"' in chips
    page = desk.get(address, {**BIRTH, "jawab": "1"})
    assert f'href="/kerja/loket/{person.pk}/akta-kelahiran/"' in page.content.decode()
    assert desk.post(address, BIRTH).status_code == 302
    journey = Journey.objects.get(person=person, event_id="kelahiran")
    event = Event.objects.get(name="lifeevents.kept", subject_id=journey.pk)
    assert (event.actor_id, event.facts) == (operator.pk, {"event": "Anak lahir"})


def test_no_counter_keeps_it_for_somebody_elsewhere(world: World) -> None:
    outsider, before = sign_in(Client(), world.people["outsider"]), Journey.objects.count()
    address = f"/kerja/loket/{world.people['owner'].pk}/peristiwa/kelahiran/"
    assert outsider.post(address, BIRTH).status_code == 404
    assert Journey.objects.count() == before
