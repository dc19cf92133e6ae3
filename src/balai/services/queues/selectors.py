"""Reads of displays, and which place a code belongs to."""

from dataclasses import dataclass

from django.db.models import QuerySet

from balai.core.ids import read_code
from balai.services.queues.models import Display, Visit


@dataclass(frozen=True)
class DisplayCard:
    """A screen: of which place, narrowed to which lines."""

    code: str
    name: str
    place_code: str
    place_name: str
    letters: tuple[str, ...]


def display(code: str) -> DisplayCard | None:
    """The display of a code; None for an unknown or inactive one."""
    row = _active().filter(code=code).first()
    return _card(row) if row else None


def displays() -> list[DisplayCard]:
    """All displays that are in use."""
    return [_card(row) for row in _active()]


def place_of_visit(code: str) -> str | None:
    """The code of the place of a visit; None for an unknown one."""
    canonical = read_code(code, prefixed=False)
    found = Visit.objects.filter(code=canonical) if canonical else Visit.objects.none()
    return found.values_list("place__code", flat=True).first()


def _active() -> QuerySet[Display]:
    return (
        Display.objects.filter(is_active=True, place__is_active=True)
        .select_related("place")
        .order_by("place__order", "place__code", "name", "code")
    )


def _card(row: Display) -> DisplayCard:
    return DisplayCard(row.code, row.name, row.place.code, row.place.title, tuple(row.letters))
