"""The pages: register with filters and map, visits and findings, decisions, the holder's own, the public check."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from balai.core.exchange import read_lines
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.documents import throttle
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.services.licences import selectors
from balai.services.licences.models import Finding, Licence, Visit
from balai.services.licences.tests.conftest import NIB, House, days, licence_of, unit
from tests.paper import FORM_ID, fill

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
REASON = "Konstruksi membahayakan pengguna jalan"


def text(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_register_is_narrowed_searched_counted_and_taken_along(house: House) -> None:
    licence_of(house, "1/2026", object="Papan Ijen", valid_until=days(20))
    licence_of(house, "2/2026", object="Baliho Boom", valid_until=days(80), nib=NIB, holder_id=None)
    licence_of(house, "3/2024", object="Klinik", kind="izin-oss", valid_from=days(-90), valid_until=days(-1))
    client = house.at("division")
    whole = text(client, "/kerja/izin/")
    assert all(word in whole for word in ("Papan Ijen", "Baliho Boom", "Klinik", "Impor"))
    names = ("Papan Ijen", "Baliho Boom", "Klinik")
    found = {
        query: [name for name in names if name in text(client, f"/kerja/izin/?{query}")]
        for query in ("habis=30", "habis=90", "keadaan=expired", f"q={NIB}", "q=boom", "jenis=izin-reklame", "habis=x")
    }  # fmt: skip
    assert found == {
        "habis=30": ["Papan Ijen"],
        "habis=90": ["Papan Ijen", "Baliho Boom"],
        "keadaan=expired": ["Klinik"],
        f"q={NIB}": ["Baliho Boom"],
        "q=boom": ["Baliho Boom"],
        "jenis=izin-reklame": ["Papan Ijen", "Baliho Boom"],
        "habis=x": ["Papan Ijen", "Baliho Boom", "Klinik"],
    }
    file = client.get("/kerja/izin/unduh/xlsx/?keadaan=expired")
    (line,) = read_lines("izin.xlsx", file.content, ("nomor",))
    assert (line.get("nomor"), line.get("jenis"), line.get("keadaan")) == ("3/2024", "izin-oss", "berlaku")
    assert house.at("outsider").get("/kerja/izin/").content.decode().count("Papan Ijen") == 0


def test_the_search_goes_by_an_index_and_an_empty_register_is_in_no_menu(house: House) -> None:
    rows = selectors.register(house.auditor, selectors.Filters(text="kop ijen"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        plan = rows.order_by().values("pk").explain()
        cursor.execute("RESET enable_seqscan")
        cursor.execute("RESET enable_indexscan")
    assert "licences_words" in plan
    clerk = sign_in(Client(), make_officer("dewi", "verifikator", unit("dukcapil")))
    assert 'href="/kerja/izin/"' not in text(clerk, "/kerja/kotak/")
    assert 'href="/kerja/izin/"' in text(house.at("division"), "/kerja/kotak/")
    licence_of(house)
    assert 'href="/kerja/izin/"' in text(house.at("verifier"), "/kerja/kotak/")


def test_the_list_costs_the_same_for_ten_and_for_a_hundred(
    house: House, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        licence_of(house, f"{number}/2026")
    client = house.at("auditor")
    text(client, "/kerja/izin/")
    with django_assert_max_num_queries(22):
        text(client, "/kerja/izin/?hal=2")
    with django_assert_max_num_queries(18):
        text(client, "/kerja/izin/peta/")


def test_the_map_draws_a_pin_for_each_place_and_says_the_same_as_the_list(house: House) -> None:
    licence = licence_of(house)
    licence_of(house, "2/2026")
    licence_of(house, "3/2026", point=None, object="Tanpa titik")
    page = text(house.at("team"), "/kerja/izin/peta/")
    assert page.count('class="map-pin"') == 1  # two at one spot
    assert "2 izin di tempat ini:" in page
    assert f"/kerja/izin/{licence.pk}/" in page
    assert "Tanpa titik" not in page
    assert "Belum ada titik di peta" in text(house.at("team"), "/kerja/izin/peta/", q="Tanpa titik")


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "#2b4fa2").save(content, "JPEG")
    return SimpleUploadedFile("foto.jpg", content.getvalue(), "image/jpeg")


def test_a_visit_its_finding_and_what_became_of_it(house: House) -> None:
    licence = licence_of(house)
    client, page = house.at("team"), f"/kerja/izin/{licence.pk}/"
    seen = {
        "tanggal_kunjungan": today().isoformat(), "kesesuaian": "sebagian", "foto": picture(),
        "titik_kunjungan": "-8.193, 114.266", "catatan": "Lampu belum memakai pelindung",
    }  # fmt: skip
    assert fill(client, f"{page}kunjungan/", FORM_ID, **seen).status_code == 302
    visit = Visit.objects.get()
    assert (visit.visited_on, visit.officer_name) == (today(), house.team.name)
    shown = text(client, page)
    assert "Lampu belum memakai pelindung" in shown
    assert "/formulir/berkas/" in shown
    find = f"/kerja/izin/kunjungan/{visit.pk}/temuan/"
    wrong = {"text": "Lampu menyilaukan", "severity": "major", "due_on": days(-1).isoformat()}
    assert client.post(find, wrong).status_code == 422
    assert client.post(find, {**wrong, "due_on": days(14).isoformat()}).status_code == 302
    finding = Finding.objects.get()
    told = Notice.objects.get(kind="licences.found")
    assert (told.recipient_id, told.facts["finding"]) == (house.people["holder"].pk, "Lampu menyilaukan")
    assert "Lampu menyilaukan" in text(house.at("holder"), f"/izin/saya/{licence.pk}/")
    settle = f"/kerja/izin/temuan/{finding.pk}/selesai/"
    for who, status in (("verifier", 403), ("outsider", 404), ("holder", 403)):
        assert house.at(who).post(settle, {"outcome": "Sudah"}).status_code == status
    assert client.post(settle, {"outcome": ""}).status_code == 422
    assert client.post(settle, {"outcome": "Pelindung terpasang, dilihat di tempat"}).status_code == 302
    finding.refresh_from_db()
    assert (finding.closed_on, finding.closed_by) == (today(), house.team.name)
    assert client.post(settle, {"outcome": "Lagi"}).status_code == 422


def test_a_licence_of_an_old_register_is_decided_on_its_page(house: House) -> None:
    licence = licence_of(house)
    client, page = house.at("head"), f"/kerja/izin/{licence.pk}/"
    assert f"{page}putusan/bekukan/" in text(client, page)
    assert client.post(f"{page}putusan/bekukan/", {"reason": "tidak"}).status_code == 422
    assert client.post(f"{page}putusan/bekukan/", {"reason": REASON}).status_code == 302
    shown = text(client, page)
    assert REASON in shown
    assert (f"{page}putusan/aktifkan/" in shown, f"{page}putusan/bekukan/" in shown) == (True, False)
    assert client.get(f"{page}putusan/hapus/").status_code == 404
    assert house.at("division").post(f"{page}putusan/cabut/", {"reason": REASON}).status_code == 403
    licence.refresh_from_db()
    assert licence.state == "suspended"


def test_holders_see_their_own_and_nobody_elses(house: House) -> None:
    licence = licence_of(house)
    mine = text(house.at("holder"), "/izin/saya/")
    assert f"/izin/saya/{licence.pk}/" in mine
    own = text(house.at("holder"), f"/izin/saya/{licence.pk}/")
    assert "Perpanjang izin" in own
    assert "Belum ada izin atas nama Anda" in text(house.at("citizen"), "/izin/saya/")
    for who in ("citizen", "head"):
        assert house.at(who).get(f"/izin/saya/{licence.pk}/").status_code == 404
        assert house.at(who).post(f"/izin/saya/{licence.pk}/perpanjang/").status_code == 404
    oss = licence_of(house, "2/2026", kind="izin-oss")
    assert house.at("holder").post(f"/izin/saya/{oss.pk}/perpanjang/").status_code == 422


def test_anybody_checks_a_number_without_reading_a_name_and_not_too_often(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    licence = licence_of(house, nib=NIB)
    page = text(client, "/izin/", nomor=licence.number.upper())
    assert "Izin ini berlaku" in page
    assert not any(secret in page for secret in ("Siti", "Aminah", "Licin", "Kopi Ijen", NIB))
    missing = client.get("/izin/", {"nomor": "503/<b>"})
    assert (missing.status_code, b"503/&lt;b&gt;" in missing.content) == (404, True)
    Licence.objects.filter(pk=licence.pk).update(state="suspended", reason=REASON)
    suspended = text(client, "/izin/", nomor=licence.number)
    assert "Izin ini dibekukan" in suspended
    assert REASON not in suspended
    monkeypatch.setattr("balai.services.licences.views.check.LOOKS", 3)
    refused = client.get("/izin/", {"nomor": licence.number})
    assert (refused.status_code, int(refused["Retry-After"]) <= throttle.WINDOW_SECONDS) == (429, True)
    assert client.get("/izin/").status_code == 200
