"""A regency with its cooperation office, the regent, an agency, a village, an auditor and outsiders."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from balai.foundation.regions.testing import plant_regency
from balai.territory.agreements import api
from balai.territory.agreements.models import Agreement, Party
from tests.browser import outside_the_loop
from tests.window import never_committed

PACKS = Path(__file__).resolve().parents[5] / "packs"
OFFICERS = {
    "keeper": ("koordinator_kerjasama", "kerja-sama"),
    "regent": ("bupati", ""),
    "agency": ("kepala_dinas", "dpmptsp"),
    "outsider": ("kepala_dinas", "dukcapil"),
    "auditor": ("inspektur", ""),
    "admin": ("admin_kabupaten", ""),
}


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


def unit(slug: str) -> UUID:
    """An agency of the regency, or the regency itself."""
    return organizations.unit_by_code(f"35.10/{slug}" if slug else "35.10").id


def build() -> House:
    """The regency with the packs of cooperation and everybody of the cast; the regent holds the post."""
    plant_regency("35.10")
    organizations.set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "banyuwangi", "inovasi", "kerja-sama"):
        packs.install(PACKS / name)
    people = {name: make_officer(name, role, unit(slug)) for name, (role, slug) in OFFICERS.items()}
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(unit("kerja-sama"), people)


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


def draft_of(house: House, **facts: Any) -> api.AgreementDraft:
    """A memorandum on public services for two years."""
    whole = {
        "kind": "kesepakatan-bersama", "unit_id": house.unit_id, "title": "Pelayanan publik terpadu",
        "affair": "Pelayanan publik", "months": 24, **facts,
    }  # fmt: skip
    return api.AgreementDraft(**whole)


def begun(house: House, *others: api.PartyDraft, **facts: Any) -> Agreement:
    """An agreement that is prepared, with its parties."""
    card = api.begin_agreement(house.keeper, draft_of(house, **facts))
    for other in others or (partner("Pemerintah Kabupaten Sigi"),):
        api.add_party(house.keeper, card.id, other)
    return Agreement.objects.get(pk=card.id)


def partner(name: str, signer: str = "Bupati yang menandatangani") -> api.PartyDraft:
    """Another government, which signs on paper."""
    return api.PartyDraft("region", name, signer=signer, office="Bupati", region_code="35.10")


def side(agreement: Agreement, place: int) -> Party:
    """The party at a place."""
    return Party.objects.get(agreement=agreement, place=place)
