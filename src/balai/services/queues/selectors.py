"""Reads of displays."""

from dataclasses import dataclass

from django.db.models import QuerySet

from balai.services.queues.models import Display


@dataclass(frozen=True)
class DisplayCard:
    """A screen: of which place, narrowed to which lines."""

    code: str
    name: str
    place_code: str
    letters: tuple[str, ...]


def display(code: str) -> DisplayCard | None:
    """The display of a code; None for an unknown or inactive one."""
    row = _active().filter(code=code).first()
    return _card(row) if row else None


def displays() -> list[DisplayCard]:
    """All displays that are in use."""
    return [_card(row) for row in _active()]


def _active() -> QuerySet[Display]:
    return Display.objects.filter(is_active=True, place__is_active=True).select_related("place")


def _card(row: Display) -> DisplayCard:
    return DisplayCard(row.code, row.name, row.place.code, tuple(row.letters))
