"""Loading the country and setting up a regency."""

import pytest
from django.db import connection

from balai.core.errors import Conflict, Invalid
from balai.foundation.regions import api
from balai.foundation.regions.actions.set_up_regency import find_regency, zone_of
from balai.foundation.regions.loading import read_places
from balai.foundation.regions.models import Regency, Region

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole country with Banyuwangi as its regency, loaded once for this file."""
    with django_db_blocker.unblock():
        lines = []
        assert api.set_up_regency("35.10", lines.append) is True
        yield lines
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE regions_region, audit_event CASCADE")


def test_all_of_the_country_is_there(country):
    counts = {level: Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)}
    assert counts == {1: 38, 2: 514, 3: 7_277, 4: 83_763}
    assert country == ["Memuat 91.592 wilayah Indonesia …", "Kabupaten Banyuwangi (35.10) siap."]


def test_banyuwangi_has_its_districts_and_villages(country):
    kinds = [card.kind for card in api.subtree("35.10")]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "kabupaten": 1,
        "kecamatan": 25,
        "desa": 189,
        "kelurahan": 28,
    }
    assert api.regency() == api.RegencyCard("35.10", "Kabupaten Banyuwangi", "Banyuwangi", "Asia/Jakarta")
    assert api.zone().key == "Asia/Jakarta"


def test_setting_up_again_changes_nothing(country):
    assert api.set_up_regency("35.10", lambda line: None) is False


def test_another_regency_is_refused(country):
    with pytest.raises(Conflict, match="sudah melayani wilayah 35.10"):
        api.set_up_regency("72.10", lambda line: None)
    assert Regency.objects.get().region_id == "35.10"


def test_search_finds_the_tamansari_that_is_meant(country):
    found = api.search_regions("tamansari licin")
    assert [(card.code, card.title, card.where) for card in found] == [
        ("35.10.24.2008", "Desa Tamansari", "Kecamatan Licin, Kabupaten Banyuwangi")
    ]
    assert [card.code for card in api.search_regions("TAMAN licin")] == ["35.10.24.2008"]


def test_search_puts_home_first_and_honours_prefix_and_kind(country):
    assert [card.code for card in api.search_regions("tamansari", limit=3)] == [
        "35.10.23.2003",
        "35.10.24.2008",
        "32.01.31",
    ]
    villages = api.search_regions("tamansari", kinds=api.VILLAGE_KINDS, limit=50)
    assert len([card for card in villages if card.name == "Tamansari"]) == 28
    assert [card.code for card in api.search_regions("tamansari", prefix="35.14")] == ["35.14.07.2007"]
    assert [card.code for card in api.search_regions("banyuwangi", kinds=["kecamatan"])] == ["35.10.16"]
    assert [card.code for card in api.search_regions("banyuwangi", kinds=["kabupaten"])] == ["35.10"]


def test_search_by_code_and_without_a_word(country):
    assert [card.code for card in api.search_regions("35.10.24", limit=2)] == ["35.10.24", "35.10.24.2001"]
    assert api.search_regions(" .- ") == []
    assert api.search_regions("' | & !") == []


def test_search_is_three_queries_however_many_are_found(country, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(api.search_regions("tamansari", limit=10)) == 10
    with django_assert_num_queries(3):
        assert len(api.search_regions("su", limit=100)) == 100


def test_names_and_paths(country, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert api.full_name("35.10.24.2008") == "Desa Tamansari, Kecamatan Licin, Kabupaten Banyuwangi"
    assert [card.code for card in api.path("35.10.24")] == ["35", "35.10", "35.10.24"]
    assert [card.name for card in api.children("35.10")[:3]] == ["Pesanggaran", "Bangorejo", "Purwoharjo"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "3510",
            "“3510” bukan kabupaten atau kota. Mungkin maksud Anda 35.10 (Kabupaten Banyuwangi)?",
        ),
        ("35.10.24", "Mungkin maksud Anda 35.10 (Kabupaten Banyuwangi)?"),
        ("banyuwangy", "Mungkin maksud Anda 35.10 (Kabupaten Banyuwangi)?"),
        ("99.99", "Kode wilayah “99.99” bukan kabupaten atau kota."),
    ],
)
def test_a_wrong_code_gets_one_sentence(code, sentence):
    with pytest.raises(Invalid) as refusal:
        find_regency(code, read_places())
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("35.10", "Asia/Jakarta"),
        ("61.71", "Asia/Jakarta"),
        ("62.71", "Asia/Jakarta"),
        ("63.71", "Asia/Makassar"),
        ("72.10", "Asia/Makassar"),
        ("91.03", "Asia/Jayapura"),
    ],
)
def test_the_zone_comes_from_the_province(code, zone):
    assert zone_of(code) == zone


def test_every_province_has_a_zone():
    assert {zone_of(place.code) for place in read_places() if place.level == 1} == {
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
    }
