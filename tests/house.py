"""A regency for the tests of a module: people with a role in an agency, whom one names.

A conftest says what stands (``standing_house = standing(build)``) and takes ``house`` from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions.testing import plant_regency

PACKS = Path(__file__).resolve().parents[1] / "packs"
REGENCY = "35.10"


@dataclass(frozen=True)
class House:
    """Who there is; a name is an actor, and ``at`` gives that person's browser. ``unit_id`` is who keeps the books."""

    people: dict[str, User]
    unit_id: UUID | None = None

    def __getattr__(self, name: str) -> Actor:
        if name.startswith("__"):  # a copy asks before it has people
            raise AttributeError(name)
        return actor_of(self.people[name])

    def at(self, name: str) -> Client:
        """The browser of somebody who is signed in."""
        return sign_in(Client(), self.people[name])


def settle(*names: str, regency: str = REGENCY, also: Iterable[str] = ()) -> None:
    """The regency (and places from which somebody comes) with its units and the packs of these names."""
    plant_regency(regency, also=tuple(also))
    organizations.set_up_units(SYSTEM, regency)
    for name in names:
        packs.install(PACKS / name)


def unit(slug: str, regency: str = REGENCY) -> UUID:
    """An agency of the regency, or the regency itself."""
    return organizations.unit_by_code(f"{regency}/{slug}" if slug else regency).id


def officers(posts: Mapping[str, tuple[str, str]], regency: str = REGENCY) -> dict[str, User]:
    """Somebody for each name, with the role in the agency."""
    return {name: make_officer(name, role, unit(slug, regency)) for name, (role, slug) in posts.items()}


@pytest.fixture
def house(standing_house: House, db: Any) -> House:
    """The house; what the test adds goes with it."""
    return standing_house
