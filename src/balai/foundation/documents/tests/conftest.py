"""The cast of these tests: two villages with their heads, an operator, an outsider, a citizen, the
installed letter.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from balai.core.actor import SYSTEM, Actor
from balai.core.content import ContentContext
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.words import IssueRequest, SignatureBlock
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.models import Regency, Region

PACK = Path(__file__).resolve().parents[5] / "packs" / "surat-desa"
NIK = "3510245506900001"
PLACES = (
    ("35", "Jawa Timur", "provinsi"),
    ("35.10", "Kabupaten Banyuwangi", "kabupaten"),
    ("35.10.24", "Licin", "kecamatan"),
    ("35.10.24.2008", "Tamansari", "desa"),
    ("35.10.05", "Muncar", "kecamatan"),
    ("35.10.05.2001", "Sumberberas", "desa"),
)
FACTS = {
    "nama": "Siti Aminah",
    "nik": NIK,
    "tempat_lahir": "Banyuwangi",
    "tanggal_lahir": date(1990, 6, 15),
    "jenis_kelamin": "Perempuan",
    "agama": "Islam",
    "status_perkawinan": "Kawin",
    "pekerjaan": "Wiraswasta",
    "alamat": "Dusun Kebundadap RT 002 RW 001, Desa Tamansari",
    "nama_usaha": "Kopi Lereng Ijen",
    "jenis_usaha": "Warung kopi dan makanan",
    "alamat_usaha": "Dusun Ampelgading RT 001 RW 003, Desa Tamansari",
    "sejak": "Maret 2019",
    "keperluan": "pengajuan Kredit Usaha Rakyat",
}


@pytest.fixture(autouse=True)
def _own_home(settings: Any, own_files: Path) -> None:
    """Files of tests go to a folder of their own."""
    settings.PUBLIC_URL = "https://balai.example"


def plant_units() -> None:
    """The places and units of the regency and of two villages, without posts."""
    for code, name, kind in PLACES:
        Region.objects.create(code=code, name=name, kind=kind, parent_id=code.rpartition(".")[0] or None)
    Regency.objects.create(region_id="35.10", timezone="Asia/Jakarta", source="test")
    regency = Unit.objects.create(
        code="35.10",
        name="Pemerintah Kabupaten Banyuwangi",
        short_name="Pemkab",
        kind="pemkab",
        region_id="35.10",
    )
    for code, district in (("35.10.24.2008", "35.10.24"), ("35.10.05.2001", "35.10.05")):
        office = Unit.objects.create(
            code=district, name=f"Kecamatan {district}", short_name=district, kind="kecamatan",
            region_id=district, parent=regency, letter_code=district,
        )  # fmt: skip
        name = "Tamansari" if code.endswith("2008") else "Sumberberas"
        Unit.objects.create(
            code=code, name=f"Pemerintah Desa {name}", short_name=f"Desa {name}", kind="desa", region_id=code,
            parent=office, letter_code=code, address=f"Jalan Raya {name} Nomor 1",
        )  # fmt: skip


def plant_letter() -> None:
    """Install the letter of the pack."""
    entries = yaml.safe_load((PACK / "documents.yaml").read_text())
    install_templates(entries, ContentContext("surat-desa", "1.0", PACK, SYSTEM))


@pytest.fixture
def village(db: None) -> UnitCard:
    plant_units()
    return organizations.unit_by_code("35.10.24.2008")


@pytest.fixture
def other_village(village: UnitCard) -> UnitCard:
    return organizations.unit_by_code("35.10.05.2001")


@pytest.fixture
def letter(village: UnitCard) -> None:
    plant_letter()


@pytest.fixture
def head(village: UnitCard) -> Actor:
    return actor_of(make_officer("kades.tamansari", "kepala_desa", village.id, full_name="Suwarno"))


@pytest.fixture
def operator(village: UnitCard) -> Actor:
    return actor_of(make_officer("operator.tamansari", "operator_desa", village.id))


@pytest.fixture
def outsider(other_village: UnitCard) -> Actor:
    return actor_of(make_officer("kades.sumberberas", "kepala_desa", other_village.id))


@pytest.fixture
def citizen(db: None) -> Actor:
    return actor_of(make_user("warga", full_name="Siti Aminah"))


@pytest.fixture
def request_for(letter: None, village: UnitCard, head: Actor, citizen: Actor) -> Any:
    """A maker of requests; facts and fields may be changed."""

    def make(facts: dict[str, Any] | None = None, **fields: Any) -> IssueRequest:
        block = SignatureBlock("Kepala Desa Tamansari", "SUWARNO", user_id=head.user_id)
        base: dict[str, Any] = {
            "template": "keterangan-usaha",
            "unit_id": village.id,
            "blocks": (block,),
            "owner_id": citizen.user_id,
        }
        return IssueRequest(**{**base, "facts": {**FACTS, **(facts or {})}, **fields})

    return make
