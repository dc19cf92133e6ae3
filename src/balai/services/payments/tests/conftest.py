"""The licensing agency of a regency with its treasurer, an auditor, outsiders, a citizen, and a bank that is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions.testing import plant_regency
from balai.services.payments import api
from balai.services.payments.standin import StandIn
from tests.browser import outside_the_loop
from tests.window import never_committed

PACKS = Path(__file__).resolve().parents[5] / "packs"
SECRET = "rahasia-bank-contoh"


@dataclass(frozen=True)
class House:
    """Who and what there is."""

    unit_id: UUID
    people: dict[str, User]

    def __getattr__(self, name: str) -> Actor:
        return actor_of(self.people[name])


def build() -> House:
    """Two agencies that collect, their treasurers, an auditor of the regency, two citizens."""
    plant_regency("35.10")
    organizations.set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "penerimaan"):
        packs.install(PACKS / name)
    agency, other = (organizations.unit_by_code(f"35.10/{slug}") for slug in ("dpmptsp", "bapenda"))
    people = {
        "treasurer": make_officer("retno", "bendahara_penerimaan", agency.id),
        "outsider": make_officer("lain", "bendahara_penerimaan", other.id),
        "head": make_officer("kadis", "kepala_dinas", agency.id),
        "auditor": make_officer("sri", "inspektur", organizations.unit_by_code("35.10").id),
        "payer": make_user("siti", full_name="Siti Aminah"),
        "citizen": make_user("budi", full_name="Budi Santoso"),
    }
    return House(agency.id, people)


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


@pytest.fixture
def committed_house(transactional_db: Any) -> House:
    """The house, for everybody to see."""
    return build()


@pytest.fixture
def bank(settings: Any) -> Iterator[StandIn]:
    """The stand-in bank over HTTP, set up as the bank of the regency; it calls nobody unless told where."""
    with StandIn(SECRET) as standing:
        settings.PAYMENT_BANK = {"url": standing.url, "secrets": [SECRET, "rahasia-lama"], "timeout": 1.0}
        yield standing


def bill_of(
    house: House, *, tariff: str = "sewa-titik-reklame", quantity: str = "10", **facts: Any
) -> api.BillCard:
    """A bill of Rp 125.000 (or of another tariff and quantity) for the payer."""
    item = {"sewa-titik-reklame": "papan", "pemakaian-balai": "siang"}[tariff]
    return api.raise_bill(
        SYSTEM,
        api.BillDraft(
            unit_id=house.unit_id,
            tariff=tariff,
            items=[api.BillItem(item, Decimal(quantity))],
            title="Izin Reklame",
            payer_name="Siti Aminah",
            payer_id=house.people["payer"].pk,
            **facts,
        ),
    )
