"""How somebody comes for a service, and how it stands at a booth now: modules that give times and numbers say so.

They know the catalogue, the catalogue does not know them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Way:
    """A button of a service's page, such as a number of the queue or a time."""

    label: str
    href: str
    icon: str


@dataclass(frozen=True)
class Wait:
    """How a line of an agency stands now: ``letter`` on its numbers, how many wait and how long (seconds)."""

    place: str
    letter: str
    name: str
    is_open: bool
    waiting: int
    seconds: int
    href: str

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, rounded up."""
        return -(-self.seconds // 60)


WayFinder = Callable[[str, UUID], Way | None]
WaitFinder = Callable[[UUID], list[Wait]]
_ways: dict[int, WayFinder] = {}
_waits: list[WaitFinder] = []


def offer_way(order: int, finder: WayFinder) -> None:
    """Add a way to come (in ``AppConfig.ready``), by the code of a service and its unit; lower orders come first."""
    _ways[order] = finder


def show_waits(finder: WaitFinder) -> None:
    """Tell who knows the lines of a unit (in ``AppConfig.ready``)."""
    if finder not in _waits:
        _waits.append(finder)


def ways_to(code: str, unit_id: UUID | None) -> list[Way]:
    """How somebody comes for the service; none where nothing is offered or every unit of a kind gives it."""
    if unit_id is None:
        return []
    found = (_ways[order](code, unit_id) for order in sorted(_ways))
    return [way for way in found if way is not None]


def waits_at(unit_id: UUID) -> list[Wait]:
    """The lines of a unit as they stand now."""
    return [wait for finder in _waits for wait in finder(unit_id)]
