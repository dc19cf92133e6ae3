"""The own account."""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import PASSWORD, make_user, sign_in
from balai.foundation.accounts.tests.house import House

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
NIK = "3510245205900001"
PAGES = ["/akun/", "/akun/data/", "/akun/surel/", "/akun/kata-sandi/ganti/", "/akun/faktor-kedua/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_own_pages(house: House, client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/masuk/")
    assert sign_in(client, make_user()).get(path).status_code == 200


def test_the_own_number_is_masked_until_asked_for(house: House, client: Client) -> None:
    user = make_user(nik=NIK)
    assert NIK not in sign_in(client, user).get("/akun/").content.decode()
    assert client.get("/akun/nik/").status_code == 405
    assert NIK in client.post("/akun/nik/").content.decode()
    assert apps.get_model("audit.PersonalRead").objects.using("witness").get().subject_id == user.id


def test_declared_facts_are_saved_and_privileges_are_not(house: House, client: Client) -> None:
    user = make_user()
    facts = {
        "full_name": "Siti Aminah",
        "nik": NIK,
        "sex": "P",
        "birth_date": "1990-05-12",
        "occupation": "Petani",
    }
    extra = {"identity_level": "1", "is_demo": "1", "username": "admin", "user": "x"}
    assert sign_in(client, user).post("/akun/data/", facts | extra)["Location"] == "/akun/"
    user = User.objects.get()
    assert (user.full_name, user.nik, user.identity_level, user.username) == ("Siti Aminah", NIK, 0, "warga")
    assert (user.profile.occupation, user.profile.birth_date) == ("Petani", date(1990, 5, 12))


def test_a_wrong_number_changes_nothing(house: House, client: Client) -> None:
    sign_in(client, make_user())
    answer = client.post("/akun/data/", {"full_name": "Siti", "nik": NIK, "sex": "L", "occupation": "Petani"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["nik"])
    user = User.objects.get()
    assert (user.full_name, user.nik, user.profile.occupation) == ("Warga", None, "")


def test_what_a_counter_checked_stays(house: House, client: Client) -> None:
    sign_in(client, make_user(nik=NIK, identity_level=1, full_name="Siti Aminah"))
    client.post("/akun/data/", {"full_name": "Orang Lain", "nik": "3510241205900001", "occupation": "Guru"})
    user = User.objects.get()
    assert (user.full_name, user.nik, user.profile.occupation) == ("Siti Aminah", NIK, "Guru")


def test_the_language_is_kept_with_the_account(house: House, client: Client) -> None:
    sign_in(client, make_user())
    assert client.post("/akun/bahasa/", {"language": "xx"}).status_code == 422
    client.post("/akun/bahasa/", {"language": "en"})
    assert User.objects.get().language == "en"
    assert client.get("/akun/").wsgi_request.LANGUAGE_CODE == "en"
    fresh = sign_in(Client(), User.objects.get())
    assert fresh.get("/akun/").wsgi_request.LANGUAGE_CODE == "en"


def test_other_devices_are_signed_out(house: House, client: Client) -> None:
    make_user()
    other = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120"})
    for browser in (other, client):
        browser.post("/masuk/", {"login": "warga", "password": PASSWORD})
    sessions = client.get("/akun/").context["sessions"]
    assert [(card.device, card.is_current) for card in sessions] == [("?", True), ("Chrome, Android", False)]
    client.post("/akun/sesi/keluar/")
    assert other.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 200


def test_a_changed_password_signs_other_devices_out(house: House, client: Client) -> None:
    user = make_user()
    other = sign_in(Client(), user)
    sign_in(client, user)
    new = {"oldpassword": PASSWORD, "password1": "pasar-pagi-buta", "password2": "pasar-pagi-buta"}
    wrong = client.post("/akun/kata-sandi/ganti/", new | {"oldpassword": "salah"})
    assert (wrong.status_code, User.objects.get().check_password(PASSWORD)) == (200, True)
    assert client.post("/akun/kata-sandi/ganti/", new)["Location"] == "/akun/"
    assert other.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 200
