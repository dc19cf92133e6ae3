"""The officer's unit with the contents of packs/pelindungan-data."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from balai.core.actor import SYSTEM, Actor
from balai.core.content import ContentContext
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.cases.api import install_procedure
from balai.foundation.organizations.models import Unit
from balai.foundation.privacy import content

PACK = Path(__file__).parents[5] / "packs" / "pelindungan-data"


@dataclass(frozen=True)
class Office:
    """Who works there."""

    unit: Unit
    officer: Actor


def entries(kind: str) -> list[dict[str, object]]:
    """The entries of a file of the pack."""
    return yaml.safe_load((PACK / f"{kind}.yaml").read_text())


def open_office() -> Office:
    """The unit, the officer, the register, rules, letters and procedures."""
    regency = Unit.objects.get(code="35.10")
    unit = Unit.objects.create(
        code="35.10/kominfo",
        name="Diskominfo",
        short_name="Kominfo",
        kind="opd",
        region_id="35.10",
        parent=regency,
    )
    context = ContentContext("pelindungan-data", "1.0.0", PACK, SYSTEM)
    content.install_processing(entries("processing"), context)
    content.install_retention(entries("retention"), context)
    content.install_erasure(entries("erasure"), context)
    content.install_letters(entries("breach_letters"), context)
    for procedure in entries("procedures"):
        install_procedure(procedure)
    return Office(unit, actor_of(make_officer("pdp", "petugas_pdp", unit.pk, full_name="Laksmi (fiktif)")))
