"""Workplace pages of organizations."""

import pytest
from django.urls import reverse

from balai.foundation.accounts.testing import make_user, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.organizations import api
from balai.foundation.organizations.models import Holding, Holiday, Post, Unit


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
    with django_assert_max_num_queries(9):
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
    assert client.post(page_of("holidays"), added).status_code == 302
    assert (
        "Daftar ini belum diperiksa"
        not in client.get(page_of("holidays"), {"tahun": "2026"}).content.decode()
    )
    removal = page_of("remove_holiday", "2026-05-01")
    assert client.post(removal, {"reason": ""}).status_code == 422
    assert client.post(removal, {"reason": "Dicabut"}).status_code == 302
    assert Holiday.objects.count() == 1
    assert client.get(page_of("remove_holiday", "kapan")).status_code == 404


def test_holidays_are_not_for_operators(office):
    client = office("operator")
    assert client.get(page_of("holidays")).status_code == 403
    assert client.post(page_of("verify_holidays")).status_code == 403
