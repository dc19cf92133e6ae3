"""The licensing agency of a regency with its treasurer, an auditor, outsiders, a citizen, and a bank that is none."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import make_officer, make_user
from balai.services.payments import api
from balai.services.payments.standin import StandIn
from tests.house import House, house, settle, unit
from tests.standing import standing

__all__ = ["House", "house"]
SECRET = "rahasia-bank-contoh"


def build() -> House:
    """Two agencies that collect, their treasurers, an auditor of the regency, two citizens."""
    settle("dasar", "penerimaan")
    agency, other = unit("dpmptsp"), unit("bapenda")
    people = {
        "treasurer": make_officer("retno", "bendahara_penerimaan", agency),
        "outsider": make_officer("lain", "bendahara_penerimaan", other),
        "head": make_officer("kadis", "kepala_dinas", agency),
        "auditor": make_officer("sri", "inspektur", unit("")),
        "payer": make_user("siti", full_name="Siti Aminah"),
        "citizen": make_user("budi", full_name="Budi Santoso"),
    }
    return House(people, agency)


@pytest.fixture(autouse=True)
def _own_files(own_files: Path) -> None:
    """Files of tests go to a folder of their own."""


standing_house = standing(build)


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
