"""The licensing agency of a regency: who keeps its register, an auditor, an outsider, a holder and another citizen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions.api import today
from balai.foundation.regions.testing import plant_regency
from balai.services.licences import api
from balai.services.licences.models import Licence
from tests.browser import outside_the_loop
from tests.window import never_committed

PACKS = Path(__file__).resolve().parents[5] / "packs"
OFFICERS = {
    "verifier": ("verifikator", "dpmptsp"),
    "team": ("tim_teknis", "dpmptsp"),
    "division": ("kepala_bidang", "dpmptsp"),
    "secretary": ("sekretaris_dinas", "dpmptsp"),
    "head": ("kepala_dinas", "dpmptsp"),
    "treasurer": ("bendahara_penerimaan", "dpmptsp"),
    "outsider": ("kepala_dinas", "dukcapil"),
    "regent": ("bupati", ""),
    "auditor": ("inspektur", ""),
}
NIB = "0220001234567"


@dataclass(frozen=True)
class House:
    """Who and what there is; a name is an actor, and ``at`` gives that person's browser."""

    unit_id: UUID
    people: dict[str, User]

    def __getattr__(self, name: str) -> Actor:
        return actor_of(self.people[name])

    def at(self, name: str) -> Client:
        """The browser of somebody who is signed in."""
        return sign_in(Client(), self.people[name])


def build() -> House:
    """The agency with the packs of licensing and everybody of the cast."""
    plant_regency("35.10")
    organizations.set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "penerimaan", "perizinan", "layanan-kabupaten"):
        packs.install(PACKS / name)
    people = {name: make_officer(name, role, unit(slug)) for name, (role, slug) in OFFICERS.items()}
    people["holder"] = make_user("siti", full_name="Siti Aminah")
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(unit("dpmptsp"), people)


def unit(slug: str) -> UUID:
    """An agency of the regency, or the regency itself."""
    return organizations.unit_by_code(f"35.10/{slug}" if slug else "35.10").id


@pytest.fixture(autouse=True)
def _own_files(own_files: Path) -> None:
    """Files of tests go to a folder of their own."""


@pytest.fixture(scope="module")
def standing_house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The house for the tests of a module: built once, inside a transaction that is never committed."""
    with django_db_blocker.unblock(), never_committed():
        with outside_the_loop():
            built = build()
        yield built


@pytest.fixture
def house(standing_house: House, db: Any) -> House:
    """The house; what the test adds goes with it."""
    return standing_house


def licence_of(house: House, number: str = "500.16/1/2026", **facts: Any) -> Licence:
    """A permit for a billboard in Licin that began ten days ago and holds for a year."""
    whole: dict[str, Any] = {
        "unit_id": house.unit_id,
        "kind": "izin-reklame",
        "number": number,
        "holder_name": "Siti Aminah",
        "holder_id": house.people["holder"].pk,
        "object": "Papan 4 m x 6 m, Kopi Ijen",
        "place": "Jalan Raya Licin, Tamansari",
        "region_code": "35.10.24.2008",
        "point": (Decimal("-8.19300"), Decimal("114.26600")),
        "valid_from": today() - timedelta(days=10),
        "valid_until": today() + timedelta(days=355),
        **facts,
    }
    return Licence.objects.get(pk=api.record_licence(SYSTEM, api.LicenceDraft(**whole)).id)


def days(count: int) -> date:
    """The day so many days from today."""
    return today() + timedelta(days=count)
