"""Reads of who runs our packs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from balai.core.signed import fingerprint
from balai.foundation.packs.models import Adoption
from balai.foundation.regions.api import get_regions


@dataclass(frozen=True)
class AdopterRow:
    """A regency that told us which version of a pack it runs. ``is_confirmed``: its key was compared by telephone."""

    adopter_id: UUID
    code: str
    name: str
    pack: str
    version: str
    on: date
    told_at: datetime
    facts: dict[str, Any]
    fingerprint: str
    is_confirmed: bool


def adopters() -> list[AdopterRow]:
    """Who runs which version of our packs, as far as they told us, by name and pack; two queries."""
    rows = list(Adoption.objects.select_related("adopter"))
    places = get_regions({row.adopter.region_code for row in rows})
    found = [
        AdopterRow(
            row.adopter_id,
            row.adopter.region_code,
            places[row.adopter.region_code].title,
            row.pack,
            row.version,
            row.installed_on,
            row.told_at,
            row.facts,
            fingerprint(row.adopter.key),
            row.adopter.confirmed_at is not None,
        )
        for row in rows
        if row.adopter.region_code in places
    ]
    return sorted(found, key=lambda one: (one.name, one.pack))
