"""What letters need to know of the house: the unit's letterhead, its place, the date where it stands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from balai.core.ui.look import current_look
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard
from balai.foundation.regions import api as regions

NEUTRAL_EMBLEM = Path(__file__).parent / "typst" / "lambang-netral.svg"
EMBLEM_TYPES = {".svg", ".png", ".jpg", ".jpeg", ".webp"}
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@dataclass(frozen=True)
class Letterhead:
    """The lines above a letter. ``short`` names the unit in a sentence, ``within`` the places above it."""

    lines: tuple[str, ...]
    title: str
    name: str
    short: str
    within: str
    place: str
    address: str
    contact: str
    emblem_alt: str


def today() -> date:
    """The date in the zone of the regency."""
    return timezone.localdate(timezone=regions.zone())


def letter_date(day: date) -> str:
    """``27 Februari 2024``: letters are Indonesian whatever language a page has."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def emblem() -> Path:
    """The coat of arms of the regency, or a neutral one."""
    arms = current_look().arms
    return arms if arms and arms.suffix.lower() in EMBLEM_TYPES and arms.exists() else NEUTRAL_EMBLEM


def letterhead(unit_id: UUID) -> Letterhead:
    """The letterhead of a unit: the governments above it, its name, its address. Raises NotVisible."""
    unit = organizations.get_unit(unit_id)
    regency = regions.regency()
    above, place = _places(unit.region_code, regency.code)
    district = [name for name in above if name.startswith(("Kecamatan", "Distrik"))]
    village = unit.kind in {"desa", "kelurahan"}
    own = place if unit.kind in {"desa", "kelurahan", "kecamatan"} else unit.name
    return Letterhead(
        lines=(f"Pemerintah {regency.name}", *(district if village else [])),
        title=own if unit.kind != "pemkab" else regency.name,
        name=unit.name,
        short=own,
        within=", ".join([*(reversed(above) if village else []), regency.name]),
        place=_bare(place) if village or unit.kind == "kecamatan" else regency.short_name,
        address=" ".join(filter(None, [unit.address, unit.postal_code])),
        contact=_contact(unit),
        emblem_alt=f"Lambang {regency.name}",
    )


def post_with_place(title: str, unit: UnitCard) -> str:
    """``Kepala Desa Tamansari``: the title of a post with the place it is held for."""
    place = _bare(regions.get_region(unit.region_code).title)
    return (
        title if unit.kind not in {"desa", "kelurahan", "kecamatan"} or place in title else f"{title} {place}"
    )


def _places(code: str, regency_code: str) -> tuple[list[str], str]:
    """The titled places between the regency and the unit's own place, and that place."""
    titles = [place.title for place in regions.path(code) if place.code.startswith(regency_code)]
    return titles[1:-1], titles[-1]


def _bare(place: str) -> str:
    return place.split(" ", 1)[1] if " " in place else place


def _contact(unit: UnitCard) -> str:
    phone = f"Telepon {unit.phone}" if unit.phone else ""
    return " · ".join(filter(None, [phone, unit.email, unit.website]))
