"""The licensing agency of a regency: who keeps its register, an auditor, an outsider, a holder and another citizen."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import make_user
from balai.foundation.regions.api import today
from balai.services.licences import api
from balai.services.licences.models import Licence
from tests.house import House, house, officers, settle, unit
from tests.standing import standing

__all__ = ["House", "house", "unit"]
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


def build() -> House:
    """The agency with the packs of licensing and everybody of the cast."""
    settle("dasar", "penerimaan", "perizinan", "layanan-kabupaten")
    people = officers(OFFICERS)
    people["holder"] = make_user("siti", full_name="Siti Aminah")
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(people, unit("dpmptsp"))


@pytest.fixture(autouse=True)
def _own_files(own_files: Path) -> None:
    """Files of tests go to a folder of their own."""


standing_house = standing(build)


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
