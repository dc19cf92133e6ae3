"""Signing in: every name of an account, lockout, second factor, safe ways, no enumeration, new session keys."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import PASSWORD, make_officer, make_user, sign_in
from balai.foundation.accounts.tests.house import House

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


@pytest.mark.parametrize("typed", ["siti", "SITI", "siti@contoh.id", "081234567890", "+62 812-3456-7890"])
def test_name_address_and_number_all_sign_in(house: House, client: Client, typed: str) -> None:
    make_user("siti", email="siti@contoh.id", phone="+6281234567890")
    answer = client.post("/masuk/", {"login": typed, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(house: House, client: Client) -> None:
    make_user("siti")
    answers = [
        client.post("/masuk/", {"login": login, "password": "salah-sekali"})
        for login in ("siti", "tidak.ada")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (answer.context["form"].non_field_errors() for answer in answers)
    assert first == second == ["Nama atau kata sandi belum benar. Periksa lagi, atau buat kata sandi baru."]
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_lock_the_account_from_this_address(house: House, client: Client) -> None:
    make_user("siti", email="siti@contoh.id")
    for login in ("siti", "siti@contoh.id", "SITI", "siti"):
        assert client.post("/masuk/", {"login": login, "password": "salah"}).status_code == 200
    locked = client.post("/masuk/", {"login": "siti", "password": "salah"})
    assert locked.status_code == 429
    assert locked.context["minutes"] == 15
    assert client.post("/masuk/", {"login": "siti", "password": PASSWORD}).status_code == 429
    assert "_auth_user_id" not in client.session
    elsewhere = client.post("/masuk/", {"login": "siti", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302


def test_a_locked_account_cannot_sign_in(house: House, client: Client) -> None:
    make_user("siti", is_active=False)
    client.post("/masuk/", {"login": "siti", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_session_gets_a_new_key_at_sign_in(house: House, client: Client) -> None:
    make_user("siti")
    client.get("/masuk/")
    session = client.session
    session["basket"] = "x"
    session.save()
    before = session.session_key
    client.cookies["balai_session"] = before
    client.post("/masuk/", {"login": "siti", "password": PASSWORD})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("wanted", "lands"), [("/akun/", "/akun/"), ("https://jahat.example/", "/"), ("//jahat.example", "/")]
)
def test_the_way_back_stays_in_the_house(house: House, client: Client, wanted: str, lands: str) -> None:
    make_user("siti")
    answer = client.post("/masuk/", {"login": "siti", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == lands


def test_sign_in_and_sign_out_need_the_token(house: House) -> None:
    client = Client(enforce_csrf_checks=True)
    user = make_user("siti")
    assert client.post("/masuk/", {"login": "siti", "password": PASSWORD}).status_code == 403
    sign_in(client, user)
    assert client.post("/keluar/").status_code == 403
    assert "_auth_user_id" in client.session


def test_signing_out_takes_a_post(house: House, client: Client) -> None:
    sign_in(client, make_user("siti"))
    assert client.get("/keluar/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/keluar/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_an_officer_with_a_second_factor_shows_it_after_the_password(house: House, client: Client) -> None:
    user = make_officer("kades", "kepala_desa", house.tamansari.id)
    TOTP.activate(user, SECRET)
    assert Authenticator.objects.get(user=user).data["secret"] != SECRET
    answer = client.post("/masuk/", {"login": "kades", "password": PASSWORD})
    assert answer["Location"] == "/masuk/kode/"
    assert client.get("/akun/").status_code == 302
    wrong = client.post("/masuk/kode/", {"code": "000000"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    assert client.post("/masuk/kode/", {"code": code_now()})["Location"] == "/kerja/"
    page = client.get("/akun/")
    assert page.wsgi_request.actor.second_factor is True
    assert client.session.get_expiry_age() <= 12 * 3600


def test_a_signing_role_sets_up_the_second_factor_before_working(house: House, client: Client) -> None:
    user = make_officer("admin", "admin_unit", house.licin.id)
    client.post("/masuk/", {"login": "admin", "password": PASSWORD})
    gate = client.get("/kerja/akun/")
    assert gate["Location"] == "/akun/faktor-kedua/tunjukkan/?next=%2Fkerja%2Fakun%2F"
    setup = client.get(gate["Location"])["Location"]
    page = client.get(setup)
    secret = page.context["form"].secret
    before = client.session.session_key
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post("/akun/faktor-kedua/pasang/", {"code": code})
    assert done["Location"] == "/akun/faktor-kedua/cadangan/"
    assert client.session.session_key != before
    assert b"/kerja/akun/" in client.get(done["Location"]).content
    assert client.get("/kerja/akun/").status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 2


def test_a_recovery_code_signs_in_but_does_not_count_as_the_second_factor(
    house: House, client: Client
) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = make_officer("kades", "kepala_desa", house.tamansari.id)
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    client.post("/masuk/", {"login": "kades", "password": PASSWORD})
    assert client.post("/masuk/kode/", {"code": code})["Location"] == "/kerja/"
    page = client.get("/akun/")
    assert page.wsgi_request.actor.second_factor is False
    assert b"kode cadangan" in client.get("/akun/faktor-kedua/tunjukkan/?next=/akun/").content


def test_registration_sends_a_mail_and_opens_nothing_before(house: House, client: Client) -> None:
    facts = {
        "full_name": "Siti Aminah",
        "email": "Siti@Contoh.id",
        "password1": "pasar-pagi-buta",
        "consent": "on",
    }
    answer = client.post("/daftar/", facts | {"is_active": "1", "identity_level": "1", "username": "admin"})
    assert answer["Location"] == "/daftar/surel/"
    user = User.objects.get(email="siti@contoh.id")
    assert (user.username, user.identity_level, user.grants.count()) == ("siti.aminah", 0, 0)
    assert "_auth_user_id" not in client.session
    assert client.post("/masuk/", {"login": "siti.aminah", "password": "pasar-pagi-buta"})["Location"] == (
        "/daftar/surel/"
    )
    link = re.search(r"http://\S+/daftar/surel/\S+/", mail.outbox[0].body)
    assert link
    client.post(link.group().removeprefix("http://testserver"))
    assert client.post("/masuk/", {"login": "siti.aminah", "password": "pasar-pagi-buta"}).status_code == 302
    assert client.get("/akun/").status_code == 200


def test_registering_a_taken_address_looks_the_same(house: House, client: Client) -> None:
    make_user("siti", email="siti@contoh.id")
    facts = {
        "full_name": "Orang Lain",
        "email": "siti@contoh.id",
        "password1": "pasar-pagi-buta",
        "consent": "on",
    }
    assert client.post("/daftar/", facts)["Location"] == "/daftar/surel/"
    assert User.objects.count() == 1
    assert mail.outbox[0].subject == "Anda sudah punya akun"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"password1": "pendek"}, "password1"), ({"consent": ""}, "consent"), ({"full_name": "A"}, "full_name")],
)
def test_a_refused_registration_writes_nothing(
    house: House, client: Client, change: dict[str, str], field: str
) -> None:
    facts = {
        "full_name": "Siti Aminah",
        "email": "s@contoh.id",
        "password1": "pasar-pagi-buta",
        "consent": "on",
    }
    answer = client.post("/daftar/", facts | change)
    assert list(answer.context["form"].errors) == [field]
    assert User.objects.count() == 0


@pytest.mark.parametrize(("address", "mails"), [("siti@contoh.id", 1), ("tidak@ada.id", 0)])
def test_recovery_answers_the_same_for_known_and_unknown(
    house: House, client: Client, address: str, mails: int
) -> None:
    make_user("siti", email="siti@contoh.id")
    answer = client.post("/akun/kata-sandi/lupa/", {"email": address})
    assert answer["Location"] == "/akun/kata-sandi/lupa/terkirim/"
    assert len(mail.outbox) == mails


def test_recovery_by_mail_sets_a_new_password(house: House, client: Client) -> None:
    make_user("siti", email="siti@contoh.id")
    client.post("/akun/kata-sandi/lupa/", {"email": "siti@contoh.id"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link
    form = client.get(link.group(1), follow=True)
    path = form.redirect_chain[-1][0]
    new = {"password1": "pasar-pagi-buta", "password2": "pasar-pagi-buta"}
    assert client.post(path, new)["Location"] == "/akun/kata-sandi/lupa/selesai/"
    assert User.objects.get(username="siti").check_password("pasar-pagi-buta")
    again = client.get(link.group(1), follow=True)
    assert again.context["token_fail"] is True
