"""The people of the demo, in Banyuwangi and anywhere else."""

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.foundation.accounts.api import create_demo_people, profile_facts
from balai.foundation.accounts.models import User
from balai.foundation.accounts.nik import check_nik
from balai.foundation.accounts.tests.house import install_base_roles
from balai.foundation.organizations import api as organizations
from balai.foundation.regions.testing import plant_regency


def settle(code: str) -> None:
    plant_regency(code)
    install_base_roles()
    organizations.set_up_units(SYSTEM, code)


def test_the_cast_of_banyuwangi_and_a_second_call(db: None) -> None:
    settle("35.10")
    people = create_demo_people("35.10")
    assert [person.username for person in people] == [
        "warga",
        "warga2",
        "petugas.mpp",
        "verifikator.dukcapil",
        "teknis.dpmptsp",
        "kadis.dpmptsp",
        "operator.tamansari",
        "kades.tamansari",
        "operator.licin",
        "camat.licin",
        "operator.sumberberas",
        "perencana.bappeda",
        "bupati",
        "inspektorat",
        "admin",
        "pdp.kominfo",
        "verifikator.dpmptsp",
        "kabid.dpmptsp",
        "sekretaris.dpmptsp",
        "petugas.imigrasi",
        "analis.kesbangpol",
        "bendahara.dpmptsp",
        "koordinator.mpp",
        "loket.kependudukan1",
        "loket.kependudukan2",
        "loket.kependudukan3",
        "loket.perizinan1",
        "loket.perizinan2",
        "loket.pajak",
        "loket.polres",
        "loket.jkn",
        "loket.sosial",
        "loket.kesehatan",
        "loket.informasi",
        "admin.dukcapil",
        "kerjasama",
        "penelaah.bappeda",
    ]
    assert [person.username for person in create_demo_people("35.10")] == [
        person.username for person in people
    ]
    assert User.objects.count() == 37
    kades = people[7]
    assert (kades.name, kades.where) == ("Made Suryadi (fiktif)", "Pemerintah Desa Tamansari")
    assert len(kades.code) == 6
    assert people[0].code == ""


def test_a_demo_citizen_has_every_fact_that_letters_need(db: None) -> None:
    settle("35.10")
    create_demo_people("35.10")
    facts = profile_facts(User.objects.get(username="warga").id)
    assert facts["nik"] == "3510245205909901"
    assert check_nik(facts["nik"], sex=facts["sex"], birth_date=facts["birth_date"]).region_code == "35.10.24"
    assert facts["region_code"] == "35.10.24.2008"
    assert [name for name, value in facts.items() if not value] == ["family_card", "phone"]


def test_in_another_regency_the_cast_sits_in_its_first_villages(db: None) -> None:
    settle("72.10")
    where = {person.username: person.where for person in create_demo_people("72.10")}
    assert where["operator.desa1"] == where["kades.desa1"]
    assert where["operator.desa1"] != where["operator.desa2"]
    assert where["camat.kec1"].startswith("Kecamatan ")
    assert where["petugas.mpp"] == "Pemerintah Kabupaten Sigi"
    assert "operator.tamansari" not in where


@pytest.mark.parametrize("demo", [True, False])
def test_the_sign_in_page_shows_them_in_demo_mode_only(
    db: None, settings, client: Client, demo: bool
) -> None:
    settle("35.10")
    create_demo_people("35.10")
    settings.DEMO = demo
    page = client.get("/masuk/").content.decode()
    assert ("kades.tamansari" in page) is demo


def test_one_tap_and_the_code_shown_sign_in(db: None, settings, client: Client) -> None:
    settle("35.10")
    create_demo_people("35.10")
    settings.DEMO = True
    answer = client.post("/masuk/", {"login": "kades.tamansari", "password": "balai-demo"})
    assert answer["Location"] == "/masuk/kode/"
    page = client.get("/masuk/kode/")
    answer = client.post("/masuk/kode/", {"code": page.context["demo_code"]})
    assert answer["Location"] == "/kerja/"
    assert client.get("/akun/").wsgi_request.actor.second_factor is True
