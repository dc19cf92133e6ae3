"""The public catalogue: found in citizens' words, whole in both languages, bounded, without what is not public."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from balai.core.errors import NotVisible
from balai.core.exchange import read_lines
from balai.core.ids import uuid7
from balai.territory.innovations import api, selectors
from balai.territory.innovations.models import Innovation
from balai.territory.innovations.tests.conftest import House

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("words", "first"),
    [("antrean panjang", "mal-pelayanan-publik"), ("uang desa", "e-village-budgeting"),
     ("proyek fiktif", "e-village-monitoring"), ("jauh ke kecamatan", "smart-kampung"),
     ("saya antre lama sekali di kantor", "mal-pelayanan-publik"), ("long queue", "mal-pelayanan-publik"),
     ("antrian panjng", "mal-pelayanan-publik"), ("antrian", "mal-pelayanan-publik"),
     ("uwang desa", "e-village-budgeting")],
)  # fmt: skip
def test_people_find_it_by_their_problem(house: House, words: str, first: str) -> None:
    assert api.search_innovations(words)[0].code == first


def test_nothing_found_says_what_to_do_and_the_search_goes_by_its_index(house: House) -> None:
    assert "Belum ada inovasi untuk masalah itu" in text(Client(), "/inovasi/?q=kapal+selam")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = selectors.found_by(Innovation.objects.all(), "antrean panjang")
        plan = rows.order_by().values("pk").explain()
        cursor.execute("RESET enable_seqscan")
    assert "innovations_words" in plan


def test_a_page_tells_everything_in_both_languages(house: House) -> None:
    page = text(Client(), "/inovasi/mal-pelayanan-publik/")
    for told in (
        "218.345",
        "39.000",
        "belum diverifikasi",
        "6 Okt 2017",
        "Yang gagal di jalan",
        "Perpres 89/2021",
    ):
        assert told in page, told
    reader = Client()
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = text(reader, "/inovasi/mal-pelayanan-publik/")
    for told in ("218,345", "not verified", "What failed on the way", "Public service mall"):
        assert told in english, told


def test_cards_hold_exact_figures_with_their_source(house: House) -> None:
    card = api.innovation("spbe")
    (evidence,) = card.evidence
    assert (str(evidence.after), evidence.on, evidence.is_verified) == ("3.43", "2018", True)
    assert (card.stage, card.since, card.is_public) == ("practice", "2018", True)
    assert {need.kind for need in card.needs} == {"rule", "people", "cost", "equipment"}
    assert api.as_facts(card)["evidence"][0]["after"] == "3.43"


def test_what_is_not_public_is_found_by_nobody_outside(house: House) -> None:
    Innovation.objects.filter(code="spbe").update(is_public=False)
    with pytest.raises(NotVisible):
        api.innovation("spbe")
    assert Client().get("/inovasi/spbe/").status_code == 404
    assert "spbe" not in dict(api.innovation_choices())
    assert "spbe" not in {card.code for card in api.search_innovations("terlalu banyak aplikasi")}
    assert "Belum tampil bagi umum" in text(house.at("keeper"), "/inovasi/spbe/")
    assert "spbe" not in {entry["code"] for entry in api.public_entries()}


def test_the_lists_cost_the_same_for_ten_and_for_a_hundred(
    house: House, django_assert_max_num_queries: Any
) -> None:
    facts = Innovation.objects.filter(code="spbe").values().get()
    copies = ({**facts, "id": uuid7(), "code": f"salinan-{number}"} for number in range(90))
    Innovation.objects.bulk_create(Innovation(**copy) for copy in copies)
    visitor, keeper = Client(), house.at("keeper")
    with django_assert_max_num_queries(6):
        page = visitor.get("/inovasi/?hal=2")
    assert "Halaman 2 dari 5" in page.content.decode()
    with django_assert_max_num_queries(20):
        assert "Halaman 1 dari 4" in keeper.get("/kerja/inovasi/").content.decode()


def test_the_list_is_taken_along_as_a_file(house: House) -> None:
    file = house.at("keeper").get("/kerja/inovasi/unduh/xlsx/?q=uang+desa")
    lines = read_lines("inovasi.xlsx", file.content, ("kode", "tahap"))
    assert (lines[0].get("kode"), lines[0].get("tahap"), lines[0].get("sejak")) == (
        "e-village-budgeting", "Penerapan", "2015",
    )  # fmt: skip
