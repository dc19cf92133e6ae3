"""A regency with its cooperation office, the regent, an agency, a village, an auditor and outsiders."""

from pathlib import Path
from typing import Any

import pytest

from balai.foundation.accounts.testing import make_user
from balai.territory.agreements import api
from balai.territory.agreements.models import Agreement, Party
from tests.house import PACKS, House, house, officers, settle, unit
from tests.standing import standing

__all__ = ["PACKS", "House", "house", "unit"]
OFFICERS = {
    "keeper": ("koordinator_kerjasama", "kerja-sama"),
    "regent": ("bupati", ""),
    "agency": ("kepala_dinas", "dpmptsp"),
    "outsider": ("kepala_dinas", "dukcapil"),
    "auditor": ("inspektur", ""),
    "admin": ("admin_kabupaten", ""),
}


def build() -> House:
    """The regency with the packs of cooperation and everybody of the cast; the regent holds the post."""
    settle("dasar", "banyuwangi", "inovasi", "kerja-sama")
    people = officers(OFFICERS)
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(people, unit("kerja-sama"))


@pytest.fixture(autouse=True)
def _own_files(own_files: Path) -> None:
    """Files of tests go to a folder of their own."""


standing_house = standing(build)


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
