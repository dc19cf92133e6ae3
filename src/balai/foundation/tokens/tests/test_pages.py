"""The page "Akses aplikasi": made after a fresh proof, shown once, revoked by its owner."""

import re

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.testing import plant_regency
from balai.foundation.tokens.api import NewToken, bearer_of, create_token
from balai.foundation.tokens.models import AccessToken

pytestmark = pytest.mark.django_db
LIST, NEW = "/akun/akses/", "/akun/akses/baru/"
FORM = {"name": "Situs desa", "scopes": ["documents"], "days": "30"}
SECRET = re.compile(r"balai_[\w-]{43}")


@pytest.fixture(autouse=True)
def _banyuwangi() -> None:
    plant_regency("35.10")


@pytest.fixture
def citizen() -> User:
    return make_user("warga")


def test_the_secret_is_shown_once(client: Client, citizen: User) -> None:
    sign_in(client, citizen)
    made = client.post(NEW, FORM)
    [secret] = set(SECRET.findall(made.content.decode()))
    assert "no-store" in made["Cache-Control"]
    assert bearer_of(secret).actor.user_id == citizen.pk
    listed = client.get(LIST).content.decode()
    assert "Situs desa" in listed
    assert f"…{secret[-4:]}" in listed
    assert SECRET.findall(listed) == []


def test_what_is_missing_is_named_and_nothing_made(client: Client, citizen: User) -> None:
    sign_in(client, citizen)
    answer = client.post(NEW, {"name": "", "days": "30"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "scopes"}
    assert client.post(NEW, {**FORM, "scopes": ["work"]}).status_code == 422
    assert AccessToken.objects.count() == 0


def test_a_visitor_signs_in_first(client: Client) -> None:
    for path in (LIST, NEW):
        assert client.get(path)["Location"].startswith("/masuk/")


def test_an_old_session_proves_itself_again(client: Client, citizen: User) -> None:
    sign_in(client, citizen)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": 0}]
    session.save()
    assert client.post(NEW, FORM)["Location"].startswith("/akun/periksa/")
    assert AccessToken.objects.count() == 0


def test_an_officer_shows_the_second_factor(client: Client) -> None:
    unit = Unit.objects.create(code="35.10.24.2008", name="Tamansari", kind="desa", region_id="35.10.24.2008")
    officer = make_officer("operator", "operator_desa", unit.pk)
    sign_in(client, officer, second_factor=False)
    assert client.post(NEW, FORM)["Location"].startswith("/akun/faktor-kedua/")
    assert AccessToken.objects.count() == 0
    sign_in(client, officer)
    assert client.post(NEW, {**FORM, "scopes": ["work"]}).status_code == 200


def test_the_owner_revokes(client: Client, citizen: User) -> None:
    made = create_token(actor_of(citizen), NewToken("Situs", ("documents",), 30))
    path = f"/akun/akses/{made.card.id}/cabut/"
    other = sign_in(Client(), make_user("lain"))
    assert (other.post(path).status_code, client.post(path).status_code) == (404, 302)
    assert bearer_of(made.secret) is not None
    sign_in(client, citizen)
    assert client.get(path).status_code == 405
    assert client.post(path)["Location"] == LIST
    assert bearer_of(made.secret) is None
    assert "Dicabut" in client.get(LIST).content.decode()
