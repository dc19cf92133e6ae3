"""Public pages of places."""

import json

import pytest

from balai.foundation.regions.models import Region
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def banyuwangi():
    return plant_regency()


def test_the_home_lists_districts_with_their_villages(client):
    page = client.get("/wilayah/").content.decode()
    assert "25 kecamatan, 189 desa, 28 kelurahan" in page
    assert 'href="/wilayah/35.10.24/"' in page
    assert "Open Database License" in page


def test_search_works_without_scripts(client):
    page = client.get("/wilayah/", {"q": "tamansari licin"}).content.decode()
    assert 'href="/wilayah/35.10.24.2008/"' in page
    assert 'href="/wilayah/35.10.23.2003/"' not in page
    assert "Tidak ada wilayah dengan nama itu" in client.get("/wilayah/", {"q": "zzz"}).content.decode()


def test_suggestions_as_json_and_as_links(client):
    query = {"q": "tamansari", "di": "35.10.24", "jenis": "desa,kelurahan"}
    assert json.loads(client.get("/wilayah/cari/", query).content) == {
        "hasil": [
            {
                "kode": "35.10.24.2008",
                "nama": "Desa Tamansari",
                "di": "Kecamatan Licin, Kabupaten Banyuwangi",
                "jenis": "desa",
            }
        ]
    }
    part = client.get("/wilayah/cari/", query, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'href="/wilayah/35.10.24.2008/"' in part
    assert json.loads(client.get("/wilayah/cari/", {"q": "t"}).content) == {"hasil": []}


def test_a_village_says_where_it_lies(client):
    page = client.get("/wilayah/35.10.24.2008/").content.decode()
    assert "<h1>Desa Tamansari</h1>" in page
    assert "Kecamatan Licin, Kabupaten Banyuwangi, Provinsi Jawa Timur" in page
    assert '<svg class="w-full' not in page


def test_an_outline_is_drawn_where_one_was_brought(client):
    ring = [[114.2, -8.2], [114.3, -8.2], [114.3, -8.1], [114.2, -8.2]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    Region.objects.filter(pk="35.10.24").update(boundary=geometry, latitude=-8.15, longitude=114.25)
    page = client.get("/wilayah/35.10.24/").content.decode()
    assert 'd="M0 640L633.5 640L633.5 0L0 640Z"' in page
    assert '<circle cx="316.8" cy="320.0"' in page


@pytest.mark.parametrize("code", ["35.10", "35.10.24", "35.10.24.2008"])
def test_queries_stay_bounded(client, django_assert_max_num_queries, code):
    with django_assert_max_num_queries(9):
        assert client.get(f"/wilayah/{code}/").status_code == 200


def test_an_unknown_place_is_not_found(client):
    assert client.get("/wilayah/35.10.99/").status_code == 404
    assert client.get("/wilayah/abc/").status_code == 404
    assert client.post("/wilayah/").status_code == 405
