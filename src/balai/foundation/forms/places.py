"""Villages as the forms need them, from the register of regions."""

from dataclasses import dataclass

from balai.core.errors import BalaiError
from balai.foundation.regions import api as regions

VILLAGE_LEVEL = 4
CANDIDATES = 12


@dataclass(frozen=True)
class PlaceOption:
    """A village to choose: its code and its whole name."""

    code: str
    label: str


def prefix_of(within: str) -> str:
    """The region code in which a village must lie; "" for the whole country."""
    return regions.regency().code if within == "regency" else ""


def is_village(code: str, within: str) -> bool:
    """True when the code is a village or ward in the area."""
    prefix = prefix_of(within)
    if prefix and not code.startswith(prefix + "."):
        return False
    try:
        return regions.get_region(code).level == VILLAGE_LEVEL
    except BalaiError:
        return False


def village_candidates(text: str, within: str, limit: int = CANDIDATES) -> list[PlaceOption]:
    """Villages that answer to the text, best first."""
    found = regions.search_regions(text, prefix_of(within), regions.VILLAGE_KINDS, limit)
    return [PlaceOption(place.code, f"{place.title}, {place.where}") for place in found]


def place_name(code: str) -> str:
    """The whole name of a place, or the code when nobody knows it."""
    try:
        return regions.full_name(code)
    except BalaiError:
        return code
