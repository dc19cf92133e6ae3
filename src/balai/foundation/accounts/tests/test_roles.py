"""Roles: what they allow, who holds them, giving them."""

import pytest
from django.test import Client

from balai.foundation.accounts.models import RoleGrant, User
from balai.foundation.accounts.testing import make_officer, make_role, make_user, sign_in
from balai.foundation.accounts.tests.house import House
from balai.foundation.audit.models import Event


@pytest.fixture
def admin(house: House) -> User:
    """The administrator of Licin and its villages."""
    return make_officer("admin.licin", "admin_unit", house.licin.id)


@pytest.fixture
def people(house: House) -> dict[str, User]:
    """An operator in each of two villages, of which one lies in Licin."""
    return {
        "near": make_officer("operator", "operator_desa", house.tamansari.id, full_name="Oki"),
        "far": make_officer("luar", "operator_desa", house.sumberberas.id, full_name="Lulu"),
    }


def given(house: House, **changes: str) -> dict[str, str]:
    facts = {"username": "siti", "unit": str(house.tamansari.id), "standing": "definitif"}
    return {**facts, "starts_on": "2026-01-05", "basis": "SK 7/2026", **changes}


def test_the_list_counts_holders_within_reach(
    house: House, client: Client, admin: User, people: dict[str, User]
) -> None:
    counts = {
        role.code: role.holders for role in sign_in(client, admin).get("/kerja/peran/").context["roles"]
    }
    assert counts == {"admin_unit": 1, "operator_desa": 1}
    inspector = make_officer("inspektur", "inspektur", house.regency.id)
    seen = sign_in(client, inspector).get("/kerja/peran/").context["roles"]
    assert {role.code: role.holders for role in seen} == {"admin_unit": 1, "inspektur": 1, "operator_desa": 2}


def test_a_role_shows_what_it_allows_and_who_holds_it(
    client: Client, admin: User, people: dict[str, User]
) -> None:
    page = sign_in(client, admin).get("/kerja/peran/operator_desa/")
    assert [grant.user.full_name for grant in page.context["page"]] == ["Oki"]
    assert page.context["role"].permissions == (
        "Mengerjakan perkara",
        "Melihat perkara di jangkauannya",
        "Melihat surat yang diterbitkan",
        "Mendaftarkan dan membantu warga di loket",
    )
    assert client.get("/kerja/peran/operator_desa/", {"q": "lulu"}).context["page"].paginator.count == 0
    assert client.get("/kerja/peran/raja/").status_code == 404


def test_a_role_is_given_with_its_basis(house: House, client: Client, admin: User) -> None:
    make_role("operator_desa")
    siti = make_user("siti", full_name="Siti")
    answer = sign_in(client, admin).post("/kerja/peran/operator_desa/", given(house))
    assert answer.status_code == 302
    grant = RoleGrant.objects.get(user=siti)
    assert (grant.role_id, grant.unit_id, grant.basis) == ("operator_desa", house.tamansari.id, "SK 7/2026")
    assert Event.objects.filter(name="accounts.role_granted", subject_id=siti.id).count() == 1
    again = client.post("/kerja/peran/operator_desa/", given(house))
    assert (again.status_code, RoleGrant.objects.filter(user=siti).count()) == (422, 1)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"username": "siapa"}, 422),
        ({"standing": "plt"}, 422),  # acting without an end
        ({"starts_on": ""}, 422),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    house: House, client: Client, admin: User, change: dict[str, str], status: int
) -> None:
    make_role("operator_desa")
    make_user("siti")
    sign_in(client, admin)
    assert client.post("/kerja/peran/operator_desa/", given(house, **change)).status_code == status
    assert RoleGrant.objects.count() == 1


def test_nobody_gives_a_role_beyond_the_own(
    house: House, client: Client, admin: User, people: dict[str, User]
) -> None:
    make_role("camat")
    make_user("siti")
    before = RoleGrant.objects.count()
    assert sign_in(client, admin).get("/kerja/peran/camat/").context["form"] is None
    assert client.post("/kerja/peran/camat/", given(house)).status_code == 403
    elsewhere = given(house, unit=str(house.sumberberas.id))
    assert client.post("/kerja/peran/operator_desa/", elsewhere).status_code == 422
    inspector = make_officer("inspektur", "inspektur", house.regency.id)
    assert sign_in(client, inspector).post("/kerja/peran/operator_desa/", given(house)).status_code == 403
    assert sign_in(client, people["near"]).get("/kerja/peran/").status_code == 403
    assert RoleGrant.objects.count() == before + 1


def test_a_role_costs_the_same_for_10_and_for_100_holders(
    house: House, client: Client, admin: User, django_assert_max_num_queries
) -> None:
    make_role("operator_desa")
    sign_in(client, admin).get("/kerja/peran/operator_desa/")
    counts = []
    for wanted in (10, 100):
        for number in range(RoleGrant.objects.count(), wanted):
            make_officer(f"operator{number}", "operator_desa", house.tamansari.id)
        with django_assert_max_num_queries(17) as captured:
            assert client.get("/kerja/peran/operator_desa/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
