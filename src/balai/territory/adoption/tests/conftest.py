"""Sigi (72.10), which follows the catalogue of Banyuwangi: who keeps the plans, who carries steps out, an outsider."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from ruamel.yaml import YAML

from balai.foundation.accounts.testing import make_user
from balai.foundation.packs.models import Publisher
from balai.territory.adoption.actions.begin_plan import Origin, begin_plan
from balai.territory.adoption.models import Plan
from balai.territory.adoption.offers import offers
from tests.house import PACKS, House, house, officers, settle
from tests.house import unit as house_unit
from tests.standing import standing

__all__ = ["House", "house"]
SIGI = "72.10"
OFFICERS = {
    "keeper": ("koordinator_kerjasama", "kerja-sama"),
    "village": ("verifikator", "dpmd"),
    "outsider": ("verifikator", "dukcapil"),
}


def entries() -> list[dict[str, Any]]:
    """What Banyuwangi publishes."""
    found: list[dict[str, Any]] = YAML(typ="safe").load(PACKS / "inovasi/innovations.yaml")
    return found


def unit(slug: str) -> UUID:
    """An agency of Sigi."""
    return house_unit(slug, SIGI)


def build() -> House:
    """Sigi with its base, the catalogue that it follows, and everybody of the cast."""
    settle("dasar", "kerja-sama", regency=SIGI, also=("35", "35.10", "75", "75.01"))
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
    people = officers(OFFICERS, SIGI)
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(people)


def take(house: House, code: str) -> Plan:
    """A plan from the catalogue."""
    (offer,) = (offer for offer in offers() if offer.snapshot["code"] == code)
    origin = Origin(Plan.Source.CATALOGUE, offer.region_code, offer.region_name)
    return begin_plan(house.keeper, offer.snapshot, origin)


@pytest.fixture(autouse=True)
def _own_files(own_files: Path) -> None:
    """Files of tests go to a folder of their own."""


standing_house = standing(build)
