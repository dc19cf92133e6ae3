"""A small piece of Banyuwangi for the tests of accounts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext

BASE = Path(__file__).parents[5] / "packs" / "dasar"

PLACES = [
    ("35", "Jawa Timur", "provinsi"),
    ("35.10", "Kabupaten Banyuwangi", "kabupaten"),
    ("35.10.05", "Muncar", "kecamatan"),
    ("35.10.05.2001", "Sumberberas", "desa"),
    ("35.10.24", "Licin", "kecamatan"),
    ("35.10.24.2007", "Gumuk", "desa"),
    ("35.10.24.2008", "Tamansari", "desa"),
]
KINDS = {"kabupaten": "pemkab", "kecamatan": "kecamatan", "desa": "desa"}


@dataclass
class House:
    """The units by their codes."""

    regency: Any
    agency: Any
    licin: Any
    tamansari: Any
    gumuk: Any
    sumberberas: Any


def build_house() -> House:
    """Regions, and the units on them: regency, one agency, two districts, three villages."""
    region_model, unit_model = apps.get_model("regions.Region"), apps.get_model("organizations.Unit")
    units: dict[str, Any] = {}
    for code, name, kind in PLACES:
        above = code.rpartition(".")[0] or None
        region_model.objects.create(code=code, name=name, kind=kind, parent_id=above)
        if kind in KINDS:
            units[code] = unit_model.objects.create(
                code=code,
                name=name,
                short_name=name,
                kind=KINDS[kind],
                region_id=code,
                parent=units.get(above or ""),
            )
    agency = unit_model.objects.create(
        code="35.10/dukcapil",
        name="Dinas Dukcapil",
        short_name="Dukcapil",
        kind="opd",
        region_id="35.10",
        parent=units["35.10"],
    )
    codes = ("35.10.24", "35.10.24.2008", "35.10.24.2007", "35.10.05.2001")
    return House(units["35.10"], agency, *(units[code] for code in codes))


def install_base_roles() -> int:
    """The roles of the base pack, as the pack engine hands them over."""
    from balai.foundation.accounts.roles import install_roles

    entries = yaml.safe_load((BASE / "roles.yaml").read_text())
    return install_roles(entries, ContentContext("dasar", "1.0.0", BASE, SYSTEM))
