"""Sigi (72.10), which follows the catalogue of Banyuwangi: who keeps the plans, who carries steps out, an outsider."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from ruamel.yaml import YAML

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.packs.models import Publisher
from balai.foundation.regions.testing import plant_regency
from balai.territory.adoption.actions.begin_plan import Origin, begin_plan
from balai.territory.adoption.models import Plan
from balai.territory.adoption.offers import offers
from tests.browser import outside_the_loop
from tests.window import never_committed

PACKS = Path(__file__).resolve().parents[5] / "packs"


@dataclass(frozen=True)
class House:
    """Who there is; a name is an actor, and ``at`` gives that person's browser."""

    people: dict[str, User]

    def __getattr__(self, name: str) -> Actor:
        return actor_of(self.people[name])

    def at(self, name: str) -> Client:
        """The browser of somebody who is signed in."""
        return sign_in(Client(), self.people[name])


def entries() -> list[dict[str, Any]]:
    """What Banyuwangi publishes."""
    found: list[dict[str, Any]] = YAML(typ="safe").load(PACKS / "inovasi/innovations.yaml")
    return found


def unit(slug: str) -> UUID:
    """An agency of Sigi."""
    return organizations.unit_by_code(f"72.10/{slug}").id


def build() -> House:
    """Sigi with its base, the catalogue that it follows, and everybody of the cast."""
    plant_regency("72.10", also=("35", "35.10", "75", "75.01"))
    organizations.set_up_units(SYSTEM, "72.10")
    for name in ("dasar", "kerja-sama"):
        packs.install(PACKS / name)
    Publisher.objects.create(
        address="https://balai.banyuwangi.example",
        state="followed",
        region_code="35.10",
        name="Kabupaten Banyuwangi",
        key="k",
        confirmed_by="x",
        confirmed_at=timezone.now(),
        document={"packs": [], "parts": {"innovations": entries()}},
    )
    people = {
        "keeper": make_officer("keeper", "koordinator_kerjasama", unit("kerja-sama")),
        "village": make_officer("village", "verifikator", unit("dpmd")),
        "outsider": make_officer("outsider", "verifikator", unit("dukcapil")),
        "citizen": make_user("budi", full_name="Budi Santoso"),
    }
    return House(people)


def take(house: House, code: str) -> Plan:
    """A plan from the catalogue."""
    (offer,) = (offer for offer in offers() if offer.snapshot["code"] == code)
    origin = Origin(Plan.Source.CATALOGUE, offer.region_code, offer.region_name)
    return begin_plan(house.keeper, offer.snapshot, origin)


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
