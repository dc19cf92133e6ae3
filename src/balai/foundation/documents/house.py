"""What letters need to know of the house: the unit's letterhead, its place, the date where it stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from balai.core.ui.look import current_look
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard
from balai.foundation.regions import api as regions
from balai.foundation.regions.api import RegencyCard

T = TypeVar("T")

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


_read: ContextVar[dict[object, Any] | None] = ContextVar("house_read", default=None)


@contextmanager
def steady() -> Iterator[None]:
    """Within the block (or the decorated action) units, regency and emblem are read once and not again."""
    token = _read.set({} if _read.get() is None else _read.get())
    try:
        yield
    finally:
        _read.reset(token)


def _once(key: object, read: Callable[[], T]) -> T:
    known = _read.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


def unit(unit_id: UUID) -> UnitCard:
    """The unit. Raises NotVisible."""
    return _once(unit_id, lambda: organizations.get_unit(unit_id))


def regency() -> RegencyCard:
    """The regency of this installation. Raises Invalid before it was set up."""
    return _once("regency", regions.regency)


def desk(unit_id: UUID) -> UnitCard:
    """The unit that issues; where it lies is known from its last letter and not read again in this block."""
    office = unit(unit_id)
    _once("regency", lambda: _whereabouts(office).regency)
    return office


@dataclass(frozen=True)
class _Whereabouts:
    """The regency of a unit, the titled places between, and the unit's own place."""

    regency: RegencyCard
    above: tuple[str, ...]
    place: str


def _whereabouts(office: UnitCard) -> _Whereabouts:
    """Kept for each unit: its regency never changes, and places are renamed with a release of region data."""
    return _read_whereabouts(office.id, office.region_code)


@lru_cache(maxsize=4096)
def _read_whereabouts(_unit_id: UUID, region_code: str) -> _Whereabouts:
    home = regions.regency()
    titles = [place.title for place in regions.path(region_code) if place.code.startswith(home.code)]
    return _Whereabouts(home, tuple(titles[1:-1]), titles[-1])


def today() -> date:
    """The date in the zone of the regency."""
    return regions.today(regency())


def letter_date(day: date) -> str:
    """``27 Februari 2024``: letters are Indonesian whatever language a page has."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def emblem() -> Path:
    """The coat of arms of the regency, or a neutral one."""
    return _once("emblem", _find_emblem)


def _find_emblem() -> Path:
    arms = current_look().arms
    return arms if arms and arms.suffix.lower() in EMBLEM_TYPES and arms.exists() else NEUTRAL_EMBLEM


def letterhead(unit_id: UUID) -> Letterhead:
    """The letterhead that a unit's data give: the governments above it, its name, its address. Raises NotVisible."""
    office = unit(unit_id)
    found = _whereabouts(office)
    home, above, place = found.regency, found.above, found.place
    in_village, in_district = office.kind in {"desa", "kelurahan"}, office.kind == "kecamatan"
    short = place if in_village or in_district else office.name
    return Letterhead(
        lines=(f"Pemerintah {home.name}", *(above if in_village else [])),
        title=home.name if office.kind == "pemkab" else short,
        name=office.name,
        short=short,
        within=", ".join([*(reversed(above) if in_village else []), home.name]),
        place=_bare(place) if in_village or in_district else home.short_name,
        address=" ".join(filter(None, [office.address, office.postal_code])),
        contact=_contact(office),
        emblem_alt=f"Lambang {home.name}",
    )


def post_with_place(title: str, office: UnitCard) -> str:
    """``Kepala Desa Tamansari``: the title of a post with the place it is held for."""
    if office.kind not in {"desa", "kelurahan", "kecamatan"}:
        return title
    place = _bare(regions.get_region(office.region_code).title)
    return title if place in title else f"{title} {place}"


def _bare(place: str) -> str:
    return place.split(" ", 1)[1] if " " in place else place


def _contact(office: UnitCard) -> str:
    phone = f"Telepon {office.phone}" if office.phone else ""
    return " · ".join(filter(None, [phone, office.email, office.website]))
