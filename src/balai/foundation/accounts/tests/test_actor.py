"""The actor: which grants count today, how far they reach, in how many queries."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from balai.core.actor import VISITOR, Grant
from balai.foundation.accounts.actors import actor_for
from balai.foundation.accounts.models import RoleGrant
from balai.foundation.accounts.reach import reach_q
from balai.foundation.accounts.testing import make_officer, make_role, make_user
from balai.foundation.accounts.tests.house import House

TODAY = date(2026, 3, 2)


def test_a_village_operator_reaches_the_own_village_only(house: House) -> None:
    actor = actor_for(make_officer("operator", "operator_desa", house.tamansari.id))
    assert actor.may("cases.work", unit_id=house.tamansari.id, region_code="35.10.24.2008")
    assert not actor.may("cases.work", unit_id=house.gumuk.id, region_code="35.10.24.2007")
    assert actor.task_keys() == {("operator_desa", house.tamansari.id)}


def test_a_region_reach_is_the_subtree_of_the_code(house: House) -> None:
    actor = actor_for(make_officer("camat", "camat", house.licin.id))
    assert actor.grants[0].region_prefix == "35.10.24"
    assert actor.may("cases.view", unit_id=house.gumuk.id, region_code="35.10.24.2007")
    assert not actor.may("cases.view", unit_id=house.sumberberas.id, region_code="35.10.05.2001")


def test_a_prefix_ends_at_a_dot_and_reads_an_index(house: House) -> None:
    units = apps.get_model("organizations.Unit").objects
    for code in ("35.1", "35.1.24", "35.100"):
        apps.get_model("regions.Region").objects.create(code=code, name=code, kind="kecamatan")
        units.create(code=code, name=code, short_name=code, kind="kecamatan", region_id=code)
    reach = {code: units.filter(reach_q(_region_grant(code), "")) for code in ("35.1", "35.10")}
    assert [unit.code for unit in reach["35.1"]] == ["35.1", "35.1.24"]
    assert {unit.code for unit in reach["35.10"]} & {"35.1", "35.1.24", "35.100"} == set()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "~<~ '35.10/'" in reach["35.10"].explain()  # the prefix as a range of the index


def _region_grant(code: str) -> list[Grant]:
    nowhere = uuid4()
    return [Grant("camat", "Camat", nowhere, "", code, "region", frozenset({nowhere}), code, frozenset())]


def test_an_agency_reaches_no_village_although_its_place_is_the_regency(house: House) -> None:
    actor = actor_for(make_officer("verifikator", "verifikator", house.agency.id))
    assert not actor.may("cases.view", unit_id=house.tamansari.id, region_code="35.10.24.2008")


def test_subunits_are_everything_below(house: House) -> None:
    actor = actor_for(make_officer("admin.licin", "admin_unit", house.licin.id))
    assert actor.grants[0].unit_ids == {house.licin.id, house.tamansari.id, house.gumuk.id}


@pytest.mark.parametrize(
    ("starts", "ends", "revoked", "counts"),
    [
        (0, None, False, 1),
        (0, 0, False, 1),
        (-9, -1, False, 0),
        (1, None, False, 0),
        (-9, None, True, 0),
    ],
)
def test_a_grant_counts_from_its_first_to_its_last_day(
    house: House, starts: int, ends: int | None, revoked: bool, counts: int
) -> None:
    today = timezone.localdate()
    user = make_user()
    RoleGrant.objects.create(
        user=user,
        role=make_role("operator_desa"),
        unit=house.tamansari,
        starts_on=today + timedelta(starts),
        ends_on=None if ends is None else today + timedelta(ends),
        revoked_at=timezone.now() if revoked else None,
    )
    assert len(actor_for(user).grants) == counts


def test_a_locked_account_is_a_visitor(house: House) -> None:
    user = make_officer("operator", "operator_desa", house.tamansari.id, is_active=False)
    assert actor_for(user) == VISITOR


def test_an_actor_costs_two_queries_and_a_third_for_subunits(house: House, django_assert_num_queries) -> None:
    operator = make_officer("operator", "operator_desa", house.tamansari.id)
    admin = make_officer("admin", "admin_unit", house.licin.id)
    with django_assert_num_queries(2):  # grants, and what colleagues on leave delegated
        actor_for(operator)
    with django_assert_num_queries(3):
        actor_for(admin)


def test_a_signing_role_must_prove_itself(house: House) -> None:
    user = make_officer("kades", "kepala_desa", house.tamansari.id)
    assert actor_for(user).must_prove
    assert not actor_for(user, second_factor=True).must_prove
