"""Administration of accounts: reach, limits of granting, locks, the last administrator."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.api import (
    Term,
    appoint,
    grant_role,
    invite_administrator,
    revoke_grant,
)
from balai.foundation.accounts.models import OneTimeLink, RoleGrant, User
from balai.foundation.accounts.testing import actor_of, make_officer, make_role, make_user, sign_in
from balai.foundation.accounts.tests.house import House, install_base_roles
from balai.foundation.organizations.api import Appointment

TODAY = date(2026, 3, 2)
OPEN = Term(date(2020, 1, 1))


@pytest.fixture
def admin(house: House) -> User:
    """The administrator of Licin and its villages."""
    make_role("operator_desa"), make_role("kepala_desa"), make_role("camat"), make_role("admin_kabupaten")
    return make_officer("admin.licin", "admin_unit", house.licin.id)


@pytest.fixture
def officer(house: House) -> User:
    return make_officer("operator", "operator_desa", house.tamansari.id)


@pytest.fixture
def outsider(house: House) -> User:
    return make_officer("operator.lain", "operator_desa", house.sumberberas.id)


def test_the_list_shows_people_within_reach_only(
    client: Client, admin: User, officer: User, outsider: User
) -> None:
    page = sign_in(client, admin).get("/kerja/akun/")
    assert [user.username for user in page.context["page"]] == ["admin.licin", "operator"]


def test_the_list_is_searched_and_sorted(client: Client, admin: User, officer: User) -> None:
    sign_in(client, admin)
    found = client.get("/kerja/akun/?q=oper").context["page"]
    assert [user.username for user in found] == ["operator"]
    turned = client.get("/kerja/akun/?urut=-pengguna").context["page"]
    assert [user.username for user in turned] == ["operator", "admin.licin"]
    by_role = client.get("/kerja/akun/?peran=operator_desa").context["page"]
    assert [user.username for user in by_role] == ["operator"]


def test_the_list_costs_the_same_at_10_and_at_100(
    house: House, client: Client, admin: User, django_assert_max_num_queries
) -> None:
    sign_in(client, admin).get("/kerja/akun/")  # what the frame keeps in memory is loaded
    counts = []
    for wanted in (10, 100):
        for number in range(RoleGrant.objects.count(), wanted):
            make_officer(f"operator{number}", "operator_desa", house.tamansari.id)
        with django_assert_max_num_queries(17) as captured:
            assert client.get("/kerja/akun/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["", "baru/"])
def test_pages_of_administration_are_for_administrators(
    house: House, client: Client, officer: User, path: str
) -> None:
    assert client.get(f"/kerja/akun/{path}")["Location"].startswith("/masuk/?next=")
    assert sign_in(client, officer).get(f"/kerja/akun/{path}").status_code == 403


def test_somebody_out_of_reach_is_not_there(client: Client, admin: User, outsider: User) -> None:
    sign_in(client, admin)
    assert client.get(f"/kerja/akun/{outsider.id}/").status_code == 404
    for action in ("kunci", "buka", "faktor-kedua", "kode", "peran"):
        assert client.post(f"/kerja/akun/{outsider.id}/{action}/", {"reason": "x"}).status_code == 404
    outsider.refresh_from_db()
    assert outsider.is_active
    assert OneTimeLink.objects.count() == 0


def test_without_the_second_factor_nothing_opens(client: Client, admin: User, officer: User) -> None:
    sign_in(client, admin, second_factor=False)
    answer = client.post(f"/kerja/akun/{officer.id}/kunci/", {"reason": "x"})
    assert answer["Location"].startswith("/akun/faktor-kedua/tunjukkan/")
    officer.refresh_from_db()
    assert officer.is_active


@pytest.mark.parametrize("action", ["kunci", "buka", "faktor-kedua", "kode", "peran"])
def test_actions_take_a_post_with_the_token(admin: User, officer: User, action: str) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), admin)
    assert client.get(f"/kerja/akun/{officer.id}/{action}/").status_code == 405
    assert client.post(f"/kerja/akun/{officer.id}/{action}/", {"reason": "x"}).status_code == 403


def new_officer(house: House, **change: str) -> dict[str, str]:
    facts = {"full_name": "Rina Wulandari", "unit": str(house.tamansari.id), "role": "operator_desa"}
    return {**facts, "standing": "definitif", "starts_on": "2026-01-02", **change}


def test_a_new_officer_gets_a_code_that_works_once(house: House, client: Client, admin: User) -> None:
    sign_in(client, admin)
    answer = client.post("/kerja/akun/baru/", new_officer(house, is_active="", is_demo="1"))
    assert answer["Location"] == "/kerja/akun/kode/"
    slip = client.get("/kerja/akun/kode/").context["slip"]
    assert client.get("/kerja/akun/kode/").status_code == 404
    user = User.objects.get(username="rina.wulandari")
    assert (user.is_demo, user.is_active, user.grants.get().unit_id) == (False, True, house.tamansari.id)
    fresh = Client()
    typed = fresh.post("/masuk/kode-kertas/", {"code": slip["code"].lower().replace("-", " ")})
    assert typed["Location"] == slip["path"]
    password = {"password1": "pasar-pagi-buta", "password2": "pasar-pagi-buta"}
    assert fresh.post(slip["path"], password)["Location"] == "/akun/"
    assert fresh.get("/akun/").status_code == 200
    assert Client().get(slip["path"]).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": "R"}, "full_name"),
        ({"username": "Operator"}, "username"),
        ({"phone": "12"}, "phone"),
        ({"role": "admin_kabupaten"}, "role"),
        ({"ends_on": "2025-01-01"}, "ends_on"),
        ({"standing": "plt"}, "basis"),
        ({"standing": "plt", "basis": "SK 1"}, "ends_on"),
    ],
)
def test_a_refused_officer_is_not_made(
    house: House, client: Client, admin: User, officer: User, change: dict[str, str], field: str
) -> None:
    answer = sign_in(client, admin).post("/kerja/akun/baru/", new_officer(house, **change))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert User.objects.count() == 2


def test_a_unit_out_of_reach_is_no_choice(house: House, client: Client, admin: User) -> None:
    answer = sign_in(client, admin).post("/kerja/akun/baru/", new_officer(house, unit=str(house.agency.id)))
    assert list(answer.context["form"].errors) == ["unit"]
    assert User.objects.count() == 1


def test_nobody_grants_beyond_reach_or_permission(house: House, admin: User, officer: User) -> None:
    actor = actor_of(admin)
    with pytest.raises(NotVisible):
        grant_role(actor, officer.id, "operator_desa", house.sumberberas.id, OPEN)
    with pytest.raises(NotAllowed):
        grant_role(actor, officer.id, "admin_kabupaten", house.licin.id, OPEN)
    with pytest.raises(NotAllowed):
        grant_role(actor, admin.id, "operator_desa", house.gumuk.id, OPEN)
    with pytest.raises(NotAllowed):
        grant_role(actor_of(admin, second_factor=False), officer.id, "operator_desa", house.gumuk.id, OPEN)
    assert RoleGrant.objects.count() == 2


def test_a_role_is_held_once_at_a_time(house: House, admin: User, officer: User) -> None:
    with pytest.raises(Conflict):
        grant_role(actor_of(admin), officer.id, "operator_desa", house.tamansari.id, OPEN)
    card = grant_role(actor_of(admin), officer.id, "kepala_desa", house.tamansari.id, OPEN)
    assert (card.role, card.standing_name, card.is_live(TODAY)) == ("kepala_desa", "Definitif", True)


def test_a_revoked_role_is_gone_and_its_reason_kept(client: Client, admin: User, officer: User) -> None:
    grant = officer.grants.get()
    path = f"/kerja/akun/{officer.id}/peran/{grant.id}/cabut/"
    sign_in(client, admin).post(path, {"reason": ""})
    assert RoleGrant.objects.get(id=grant.id).revoked_at is None
    client.post(path, {"reason": "pindah tugas"})
    assert RoleGrant.objects.get(id=grant.id).revoked_at is not None
    assert actor_of(officer).grants == ()
    with pytest.raises(Conflict):
        revoke_grant(actor_of(admin), grant.id, "sekali lagi")


def test_a_locked_account_is_signed_out_and_can_be_unlocked(
    client: Client, admin: User, officer: User
) -> None:
    theirs = sign_in(Client(), officer)
    sign_in(client, admin).post(f"/kerja/akun/{officer.id}/kunci/", {"reason": "ponsel dicuri"})
    officer.refresh_from_db()
    assert not officer.is_active
    assert theirs.get("/akun/").status_code == 302
    client.post(f"/kerja/akun/{officer.id}/buka/")
    officer.refresh_from_db()
    assert officer.is_active


def test_a_lost_second_factor_is_removed_with_a_reason(client: Client, admin: User, officer: User) -> None:
    Authenticator.objects.create(user=officer, type="totp", data={})
    path = f"/kerja/akun/{officer.id}/faktor-kedua/"
    sign_in(client, admin).post(path, {"reason": " "})
    assert Authenticator.objects.count() == 1
    client.post(path, {"reason": "ponsel hilang"})
    assert Authenticator.objects.count() == 0


def test_an_administrator_of_a_part_cannot_touch_who_holds_more(
    house: House, admin: User, client: Client
) -> None:
    chief = make_officer("kepala", "operator_desa", house.tamansari.id)
    RoleGrant.objects.create(
        user=chief, role=make_role("admin_kabupaten"), unit=house.regency, starts_on=date(2020, 1, 1)
    )
    answer = sign_in(client, admin).post(f"/kerja/akun/{chief.id}/kunci/", {"reason": "x"})
    assert answer.status_code == 403
    chief.refresh_from_db()
    assert chief.is_active


def test_the_last_administrator_stays(house: House) -> None:
    last = make_officer("satu", "admin_kabupaten", house.regency.id)
    with pytest.raises(Conflict):
        revoke_grant(SYSTEM, last.grants.get().id, "coba")
    assert last.grants.get().revoked_at is None
    make_officer("dua", "admin_kabupaten", house.regency.id)
    assert revoke_grant(SYSTEM, last.grants.get().id, "ganti").revoked_at is not None


def test_an_appointment_is_a_holding_and_a_role_together(house: House, admin: User, officer: User) -> None:
    post = house.tamansari.posts.create(title="Kepala Desa", role_code="kepala_desa", is_head=True)
    done = appoint(actor_of(admin), officer.id, post.id, Appointment(date(2024, 1, 2), "SK 1/2024"))
    grant = RoleGrant.objects.get(id=done.grant_id)
    assert (grant.role_id, grant.holding_id, grant.basis) == ("kepala_desa", done.holding_id, "SK 1/2024")
    other = make_user("lain")
    with pytest.raises(Conflict):
        appoint(actor_of(admin), other.id, post.id, Appointment(date(2025, 1, 2), "SK 2/2025"))
    with pytest.raises(Invalid):
        appoint(actor_of(admin), other.id, post.id, Appointment(date(2025, 1, 2), " "))
    with pytest.raises(NotVisible):
        appoint(actor_of(admin), other.id, uuid4(), Appointment(date(2025, 1, 2), "SK 2/2025"))
    assert post.holdings.count() == 1


def test_the_invitation_makes_the_first_administrator_once(house: House, client: Client) -> None:
    install_base_roles()
    path = invite_administrator()
    facts = {"full_name": "Galih Nugroho", "username": "galih", "email": ""}
    short = client.post(path, facts | {"password1": "pendek", "password2": "pendek"})
    assert (short.status_code, User.objects.count()) == (422, 0)
    password = {"password1": "pasar-pagi-buta", "password2": "pasar-pagi-buta"}
    assert client.post(path, facts | password)["Location"] == "/akun/faktor-kedua/tunjukkan/"
    user = User.objects.get()
    assert (user.grants.get().role_id, user.grants.get().unit_id) == ("admin_kabupaten", house.regency.id)
    assert Client().get(path).status_code == 404
    with pytest.raises(Conflict):
        invite_administrator()


def test_an_expired_code_is_gone(house: House, client: Client) -> None:
    path = invite_administrator()
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path).status_code == 404
    assert client.get("/masuk/pertama/7K3F-9Q2X-4MNP-8RST/").status_code == 404
