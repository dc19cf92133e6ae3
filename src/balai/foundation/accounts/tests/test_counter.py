"""Citizens at a counter: registration, search, the sealed number, and the log of looks."""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from balai.core.errors import NotVisible
from balai.foundation.accounts.api import reveal_nik
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.accounts.tests.house import House

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
NIK = "3510245205900001"


def facts(**change: str) -> dict[str, str]:
    card = {"nik": NIK, "full_name": "Siti Aminah", "birth_place": "Banyuwangi", "birth_date": "1990-05-12"}
    return {**card, "sex": "P", "phone": "0812 3456 7890", "consent": "on", **change}


def reads() -> list[tuple[str, bool]]:
    return list(apps.get_model("audit.PersonalRead").objects.using("witness").values_list("what", "allowed"))


@pytest.fixture
def operator(house: House) -> User:
    return make_officer("operator", "operator_desa", house.tamansari.id)


@pytest.fixture
def resident(house: House) -> User:
    user = make_user("siti", full_name="Siti Aminah", nik=NIK)
    user.profile.region_id = "35.10.24.2008"
    user.profile.save()
    return user


def test_a_citizen_is_registered_and_gets_a_slip(client: Client, operator: User) -> None:
    answer = sign_in(client, operator).post("/kerja/warga/daftar/", facts(is_demo="1", username="admin"))
    assert answer["Location"] == "/kerja/akun/kode/"
    user = User.objects.get(phone="+6281234567890")
    assert (user.username, user.nik, user.identity_level, user.is_demo) == ("siti.aminah", NIK, 1, False)
    assert user.profile.birth_date == date(1990, 5, 12)
    page = client.get("/kerja/akun/kode/")
    assert page.context["slip"]["phone"] == "+6281234567890"
    assert NIK not in page.content.decode()


@pytest.mark.parametrize(("nik", "warns"), [(NIK, False), ("3599995205900001", True)])
def test_an_unknown_district_is_a_warning_only(client: Client, operator: User, nik: str, warns: bool) -> None:
    sign_in(client, operator).post("/kerja/warga/daftar/", facts(nik=nik))
    assert User.objects.get(phone="+6281234567890").nik == nik
    told = [str(message) for message in client.get("/kerja/akun/kode/").context["messages"]]
    expected = "Kode wilayah NIK ini (35.99.99) tidak ada di daftar sekarang. Periksa sekali lagi dengan KTP."
    assert told == ([expected] if warns else [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"nik": "3510245205900000"}, "nik"),
        ({"sex": "L"}, "nik"),
        ({"birth_date": "1990-05-13"}, "nik"),
        ({"phone": "021-555"}, "phone"),
    ],
)
def test_a_refused_registration_writes_nothing(
    client: Client, operator: User, change: dict[str, str], field: str
) -> None:
    answer = sign_in(client, operator).post("/kerja/warga/daftar/", facts(**change))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert User.objects.count() == 1


def test_a_second_account_for_a_number_is_refused_without_a_name(
    client: Client, operator: User, resident: User
) -> None:
    answer = sign_in(client, operator).post("/kerja/warga/daftar/", facts(full_name="Orang Lain"))
    assert answer.status_code == 422
    assert "Siti Aminah" not in answer.content.decode()
    assert User.objects.count() == 2
    assert reads() == [("nik", True)]


def test_pages_of_the_counter_are_for_counters(house: House, client: Client, resident: User) -> None:
    for path in ("/kerja/warga/", "/kerja/warga/daftar/", f"/kerja/warga/{resident.id}/"):
        assert client.get(path)["Location"].startswith("/masuk/")
        assert sign_in(Client(), resident).get(path).status_code == 403
    verifier = make_officer("verifikator", "verifikator", house.agency.id)
    assert sign_in(client, verifier).post("/kerja/warga/", {"nik": NIK}).status_code == 403
    assert reads() == [("profile", False)]


def test_a_name_is_found_within_reach_only(
    house: House, client: Client, operator: User, resident: User
) -> None:
    found = sign_in(client, operator).get("/kerja/warga/?q=siti").context["found"]
    assert [(card.name, card.masked_nik) for card in found] == [("Siti Aminah", "••••••••••••0001")]
    outsider = make_officer("lain", "operator_desa", house.sumberberas.id)
    assert sign_in(Client(), outsider).get("/kerja/warga/?q=siti").context["found"] == []
    assert sign_in(Client(), outsider).get(f"/kerja/warga/{resident.id}/").status_code == 404


def test_a_number_is_found_anywhere_and_the_search_logged(
    house: House, client: Client, resident: User
) -> None:
    clerk = make_officer("petugas", "petugas_loket", house.agency.id)
    answer = sign_in(client, clerk).post("/kerja/warga/", {"nik": NIK})
    assert NIK not in answer["Location"]
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert NIK not in page.content.decode()
    assert reads() == [("nik_search", True)]
    assert (
        sign_in(Client(), make_officer("dua", "petugas_loket", house.agency.id))
        .get(answer["Location"])
        .status_code
        == 404
    )


def test_a_reveal_needs_a_reason_and_is_logged(client: Client, operator: User, resident: User) -> None:
    path = f"/kerja/warga/{resident.id}/nik/"
    sign_in(client, operator)
    assert client.get(path).status_code == 405
    client.post(path, {"why": ""})
    assert reads() == []
    assert NIK in client.post(path, {"why": "mencocokkan berkas"}).content.decode()
    assert reads() == [("nik", True)]


def test_a_refused_reveal_is_logged_too(house: House, resident: User) -> None:
    outsider = make_officer("lain", "operator_desa", house.sumberberas.id)
    for why in ("ingin tahu", " "):
        with pytest.raises(NotVisible):
            reveal_nik(actor_of(outsider), resident.id, why)
    assert reads() == [("nik", False), ("nik", False)]


def test_a_new_code_and_the_end_of_a_lockout(client: Client, operator: User, resident: User) -> None:
    for _ in range(5):
        Client().post("/masuk/", {"login": "siti", "password": "salah"})
    sign_in(client, operator)
    client.post(f"/kerja/warga/{resident.id}/buka/")
    assert Client().post("/masuk/", {"login": "siti", "password": "salah"}).status_code == 200
    assert client.post(f"/kerja/warga/{resident.id}/kode/")["Location"] == "/kerja/akun/kode/"


@pytest.mark.parametrize(("page", "what"), [("", "profile"), ("nik/", "nik")])
def test_a_refused_page_of_a_citizen_is_logged_once(
    house: House, resident: User, page: str, what: str
) -> None:
    address = f"/kerja/warga/{resident.id}/{page}"
    citizen, outsider = make_user("budi"), make_officer("luar", "operator_desa", house.sumberberas.id)
    for person, status in ((citizen, 403), (outsider, 404)):
        client = sign_in(Client(), person)
        answer = client.post(address, {"why": "x"}) if page else client.get(address)
        assert answer.status_code == status
    assert reads() == [(what, False), (what, False)]


def test_administrators_do_not_serve_at_a_counter(house: House, resident: User) -> None:
    admin = sign_in(Client(), make_officer("admin", "admin_kabupaten", house.regency.id))
    for page in ("/kerja/warga/", "/kerja/warga/daftar/", f"/kerja/warga/{resident.id}/"):
        assert admin.get(page).status_code == 403
    answer = admin.post(f"/kerja/warga/{resident.id}/nik/", {"why": "ingin tahu"})
    assert (answer.status_code, NIK in answer.content.decode()) == (403, False)
