"""The list of all that is said: for whoever keeps a place, with what is still to record."""

from pathlib import Path

import pytest
from django.test import Client

from balai.foundation.accounts.testing import sign_in
from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS
from balai.front.kiosk.tests.conftest import Hall, hall, monday, standing_hall
from balai.front.voices.tests.test_voice import make_pack

__all__ = ["hall", "monday", "standing_hall"]
LINE = "kios-id-tidak-lanjut"


@pytest.fixture
def keeper(hall: Hall) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), hall.coordinator)


def rows_of(client: Client, query: str = "") -> str:
    answer = client.get(f"/suara/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_sentence_says_what_to_read_and_how_the_file_is_called(tmp_path: Path, keeper: Client) -> None:
    page = rows_of(keeper, "?bagian=kiosk")
    assert page.count("Belum direkam") == page.count("<tr data-row") == 50
    assert (
        "Anda mau ke instansi mana? Sentuh gambarnya." in page,
        f'<code class="small">{LINE}.ogg' in page,
    ) == (True, True)
    packs.install(make_pack(tmp_path, "orang", [*WORDS, LINE]))
    page = rows_of(keeper, "?bagian=kiosk")
    assert (page.count("Belum direkam"), f"/suara/orang/{LINE}.ogg?v=" in page) == (49, True)
    assert f"{LINE}.ogg" not in rows_of(keeper, "?bagian=kiosk&belum=1")
    assert "46/46" in page


def test_agencies_services_and_priorities_are_those_of_the_places(keeper: Client) -> None:
    assert rows_of(keeper, "?bagian=instansi").count("<tr data-row") == 3
    services = rows_of(keeper, "?bagian=layanan")
    assert (services.count("<tr data-row"), "kios-en-layanan-paspor.ogg" in services) == (8, True)
    first = rows_of(keeper, "?bagian=prioritas")
    assert ("kios-id-didahulukan-pregnant.ogg" in first, "Pregnant" in first, "Ibu hamil" in first) == (
        True,
        True,
        True,
    )


def test_what_is_still_to_record_as_a_table(keeper: Client) -> None:
    answer = keeper.get("/suara/unduh.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[:2] == ["Berkas,Bahasa,Dibacakan", "nomor-antrean.ogg,id,nomor antrean"]
    assert "kios-en-didahulukan-pregnant.ogg,en,Pregnant" in lines


def test_it_is_for_those_who_keep_a_place(hall: Hall) -> None:
    officer = sign_in(Client(), hall.officer)
    assert {officer.get(path).status_code for path in ("/suara/", "/suara/unduh.csv")} == {403}
    assert Client().get("/suara/").status_code == 302
