"""A unit as far as reach needs it."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from balai.foundation.organizations import api as organizations


@dataclass(frozen=True)
class Place:
    """A unit with what reach needs."""

    id: UUID
    name: str
    region_code: str


class SelectedUnit(Protocol):
    """A unit that was selected with a grant."""

    id: UUID
    name: str
    region_id: str


def place_of(unit: SelectedUnit) -> Place:
    """The place of a unit that was selected with a grant."""
    return Place(unit.id, unit.name, unit.region_id)


def place_at(unit_id: UUID) -> Place:
    """The place of a unit that is not closed. Raises NotVisible."""
    unit = organizations.active_unit(unit_id)
    return Place(unit.id, unit.name, unit.region_code)
