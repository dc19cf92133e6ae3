"""A regency with its innovations: who keeps the catalogue, an officer who does not, a citizen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions.testing import plant_regency
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


def build() -> House:
    """The packs of innovations and everybody of the cast."""
    plant_regency("35.10")
    organizations.set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "banyuwangi", "indeks-inovasi", "inovasi"):
        packs.install(PACKS / name)
    office = organizations.unit_by_code("35.10/kerja-sama").id
    other = organizations.unit_by_code("35.10/dukcapil").id
    people = {
        "keeper": make_officer("keeper", "koordinator_kerjasama", office),
        "clerk": make_officer("clerk", "verifikator", other),
        "citizen": make_user("budi", full_name="Budi Santoso"),
    }
    return House(people)


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
