"""Where an officer goes on after an application at the counter: modules that seat officers say so."""

from collections.abc import Callable

from balai.core.actor import Actor
from balai.services.catalogue.api import Way

SeatFinder = Callable[[Actor], Way | None]
_seats: list[SeatFinder] = []


def lead_back(finder: SeatFinder) -> None:
    """Tell where an officer came from (in ``AppConfig.ready``)."""
    if finder not in _seats:
        _seats.append(finder)


def ways_back(actor: Actor) -> list[Way]:
    """Where the officer sits now; none for one who sits nowhere."""
    return [way for finder in _seats if (way := finder(actor)) is not None]
