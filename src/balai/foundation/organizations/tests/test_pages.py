"""Workplace pages of organizations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.foundation.accounts.testing import make_officer, make_user, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.organizations import api
from balai.foundation.organizations.models import Closure, Holding, Holiday, Post, Unit


@pytest.fixture
def office(client, cast):
    def enter(name):
        return sign_in(client, getattr(cast, name))

    return enter


def page_of(name, *args):
    return reverse(f"organizations:{name}", args=args)


def test_the_list_shows_what_one_reaches(office, cast):
    page = office("operator").get(page_of("home")).content.decode()
    assert "Pemerintah Desa Tamansari" in page
    assert "Sumberberas" not in page
    page = office("admin").get(page_of("home"), {"q": "tamansari"}).content.decode()
    assert page.count("Pemerintah Desa Tamansari</a>") == 2


@pytest.mark.parametrize("size", [10, 100])
def test_the_list_asks_as_often_for_ten_as_for_a_hundred(
    office, monkeypatch, django_assert_max_num_queries, size
):
    from balai.foundation.organizations.views import units

    monkeypatch.setattr(units, "PAGE", size)
    client = office("admin")
    client.get(page_of("home"))
    with django_assert_max_num_queries(10):
        page = client.get(page_of("home")).content.decode()
    assert page.count("<tr data-row") == size


def test_a_unit_page_is_for_those_who_reach_it(office, client, cast):
    address = page_of("unit", cast.tamansari.id)
    assert client.get(address).status_code == 302
    assert "Kepala Desa" in office("operator").get(address).content.decode()
    assert office("outsider").get(address).status_code == 404
    assert office("admin").get(address).status_code == 200


@pytest.mark.parametrize("name", ["edit", "hours", "new_post"])
def test_only_administrators_change_a_unit(office, cast, name):
    address = page_of(name, cast.tamansari.id)
    before = list(Unit.objects.values())
    for person in ("operator", "outsider"):
        assert office(person).post(address, {"address": "X", "title": "X"}).status_code in {403, 404}
    assert list(Unit.objects.values()) == before
    assert Event.objects.exclude(name="organizations.units_set_up").count() == 0
    assert office("admin").get(address).status_code == 200


def test_the_letterhead_is_kept(office, cast):
    facts = {
        "address": "Jl. Ijen 1",
        "postal_code": "68454",
        "letter_code": "35.10.24.2008",
        "phone": "0333-1",
    }
    answer = office("admin").post(page_of("edit", cast.tamansari.id), facts)
    assert answer.status_code == 302
    unit = api.get_unit(cast.tamansari.id)
    assert (unit.address, unit.postal_code, unit.phone) == ("Jl. Ijen 1", "68454", "0333-1")
    assert Event.objects.get(name="organizations.unit_edited").facts == {
        "fields": "address, postal_code, phone"
    }
    bad = office("admin").post(page_of("edit", cast.tamansari.id), {**facts, "email": "bukan"})
    assert bad.status_code == 422
    assert api.get_unit(cast.tamansari.id).email == ""


def test_hours_are_typed_as_people_write_them(office, cast):
    client = office("admin")
    address = page_of("hours", cast.tamansari.id)
    assert (
        client.post(address, {"senin": "08:00-11:00, 13:00-15:00", "sabtu": "08.00-12.00"}).status_code == 302
    )
    assert sorted(api.service_hours(cast.tamansari.id)) == [0, 5]
    page = client.post(address, {"senin": "pagi"})
    assert (page.status_code, "tidak terbaca" in page.content.decode()) == (422, True)
    assert sorted(api.service_hours(cast.tamansari.id)) == [0, 5]


def test_a_post_is_added_once(office, cast):
    client, address = office("admin"), page_of("new_post", cast.tamansari.id)
    facts = {"title": "Kaur Keuangan", "role_code": "operator_desa"}
    assert [client.post(address, facts).status_code for _ in range(2)] == [302, 422]
    assert client.post(address, {**facts, "title": "Lain", "is_head": "on"}).status_code == 422
    assert Post.objects.filter(unit_id=cast.tamansari.id).count() == 4


def test_somebody_takes_a_post_and_leaves_it(office, cast, django_assert_max_num_queries):
    post = Post.objects.get(unit_id=cast.tamansari.id, is_head=True)
    make_user("kades", full_name="Sutrisno")
    client, address = office("admin"), page_of("appoint", post.pk)
    facts = {"username": "kades", "standing": "definitif", "decree": "SK 1", "starts_on": "2025-01-01"}
    assert client.post(address, {**facts, "username": "tak-ada"}).status_code == 422
    assert client.post(address, facts).status_code == 302
    assert client.post(address, facts).status_code == 422
    holding = Holding.objects.get()
    with django_assert_max_num_queries(18):
        page = client.get(page_of("unit", cast.tamansari.id)).content.decode()
    assert "Sutrisno" in page
    leaving = page_of("end_holding", holding.pk)
    assert client.post(leaving, {"last_day": "2025-02-01", "reason": ""}).status_code == 422
    assert client.post(leaving, {"last_day": "2025-02-01", "reason": "SK 2"}).status_code == 302
    holding.refresh_from_db()
    assert holding.ends_on.isoformat() == "2025-02-01"


def test_holidays_are_added_verified_and_removed(office):
    client = office("admin")
    Holiday.objects.create(date="2026-01-01", name="Tahun Baru", source="hitungan")
    page = client.get(page_of("holidays"), {"tahun": "2026"}).content.decode()
    assert "Daftar ini belum diperiksa" in page
    assert client.post(page_of("verify_holidays"), {"tahun": "2026"}).status_code == 302
    assert Holiday.objects.get().is_verified is True
    added = {"day": "2026-05-01", "name": "Hari Buruh", "source": "SKB"}
    look = client.post(page_of("holidays"), added)
    assert (look.status_code, "tidak bergeser" in look.content.decode()) == (200, True)
    assert Holiday.objects.count() == 1
    assert client.post(page_of("holidays"), {**added, "yakin": "1"}).status_code == 302
    assert (
        "Daftar ini belum diperiksa"
        not in client.get(page_of("holidays"), {"tahun": "2026"}).content.decode()
    )
    removal = page_of("remove_holiday", "2026-05-01")
    assert client.post(removal, {"reason": ""}).status_code == 422
    assert client.post(removal, {"reason": "Dicabut"}).status_code == 302
    assert Holiday.objects.count() == 1
    assert client.get(page_of("remove_holiday", "kapan")).status_code == 404


def test_operators_read_holidays_and_change_none(office):
    client = office("operator")
    Holiday.objects.create(date="2026-01-01", name="Tahun Baru", source="hitungan")
    page = client.get(page_of("holidays"), {"tahun": "2026"}).content.decode()
    assert ("Tahun Baru" in page, '<form method="post" class="stack' in page) == (True, False)
    assert client.post(page_of("verify_holidays")).status_code == 403
    added = {"day": "2026-05-01", "name": "Hari Buruh", "source": "SKB", "yakin": "1"}
    assert client.post(page_of("holidays"), added).status_code == 403
    assert list(Holiday.objects.values_list("name", "is_verified")) == [("Tahun Baru", False)]


def test_a_computed_holiday_is_corrected_and_counts_as_checked(office):
    Holiday.objects.create(date="2026-03-20", name="Idulfitri", source="hitungan")
    client, address = office("admin"), page_of("correct_holiday", "2026-03-20")
    assert "Belum diperiksa" in client.get(address).content.decode()
    assert client.post(address, {"name": "Idulfitri 1447 H", "source": ""}).status_code == 422
    assert client.post(address, {"name": "Idulfitri 1447 H", "source": "SKB 1497/2025"}).status_code == 302
    assert list(Holiday.objects.values_list("name", "source", "is_verified")) == [
        ("Idulfitri 1447 H", "SKB 1497/2025", True)
    ]
    assert Event.objects.get(name="organizations.holiday_put").facts == {
        "day": "2026-03-20",
        "holiday": "Idulfitri 1447 H",
    }


def test_a_unit_closes_on_days_of_its_own(office, cast):
    client, address = office("admin"), page_of("closures", cast.tamansari.id)
    day = timezone.localdate() + timedelta(days=10)
    closed = {"day": day.isoformat(), "name": "Bersih desa", "source": "Kep. Kades 4"}
    assert client.post(address, closed).status_code == 200
    assert Closure.objects.count() == 0
    assert client.post(address, {**closed, "yakin": "1"}).status_code == 302
    assert day in api.calendar_of(cast.tamansari.id).holidays
    assert day not in api.calendar_of(cast.sumberberas.id).holidays
    assert "Bersih desa" in client.get(page_of("unit", cast.tamansari.id)).content.decode()
    removal = page_of("remove_closure", cast.tamansari.id, day.isoformat())
    assert office("operator").post(removal, {"reason": "Batal"}).status_code == 403
    assert office("outsider").post(removal, {"reason": "Batal"}).status_code == 403
    assert office("admin").post(removal, {"reason": "Batal"}).status_code == 302
    assert Closure.objects.count() == 0
    names = Event.objects.filter(name__startswith="organizations.closure").values_list("name", flat=True)
    assert sorted(names) == ["organizations.closure_put", "organizations.closure_removed"]


def test_the_administrator_of_a_unit_keeps_the_own_units_only(office, cast):
    cast.keeper = make_officer("admin.licin", "admin_unit", api.unit_by_code("35.10.24").id)
    client = office("keeper")
    assert client.get(page_of("closures", cast.tamansari.id)).status_code == 200
    for name in ("unit", "edit", "hours", "closures", "new_post"):
        assert client.get(page_of(name, cast.sumberberas.id)).status_code == 404
    day = {"day": "2026-05-01", "name": "Hari Buruh", "source": "SKB", "yakin": "1"}
    assert client.post(page_of("holidays"), day).status_code == 403
    assert client.post(page_of("closures", cast.sumberberas.id), day).status_code == 404
    assert (Holiday.objects.count(), Closure.objects.count()) == (0, 0)


def test_the_page_of_administration_says_what_waits(office, cast, django_assert_max_num_queries):
    day = timezone.localdate()
    Holiday.objects.create(date=day, name="Tahun Baru", source="hitungan")
    client = office("admin")
    client.get("/kerja/pengelolaan/")
    with django_assert_max_num_queries(22):
        page = client.get("/kerja/pengelolaan/").content.decode()
    assert "1 hari libur belum diverifikasi" in page
    assert "243 unit belum punya kepala" in page
    found = client.get("/kerja/pengelolaan/", {"q": "tanggal merah"}).context["groups"]
    assert [matter.href for _group, matters in found for matter in matters] == [page_of("holidays")]
    assert client.get("/kerja/pengelolaan/", {"q": "tak ada"}).context["groups"] == []
    assert office("operator").get("/kerja/pengelolaan/").status_code == 403
