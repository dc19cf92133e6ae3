"""What a change of a calendar touches: modules that count working time say how much of theirs runs over a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Effect:
    """Running limits that a day concerns: ``running`` pass over it, ``due`` end on it."""

    running: int = 0
    due: int = 0


Counter = Callable[[date, UUID | None], Effect]
_counters: list[Counter] = []


def count_effect_by(counter: Counter) -> None:
    """Add a counter (in ``AppConfig.ready``); it gets the day, and the unit or None for all units."""
    if counter not in _counters:
        _counters.append(counter)


def effect_of(day: date, unit_id: UUID | None = None) -> Effect:
    """What a day off touches; deadlines that are running keep their date."""
    found = [counter(day, unit_id) for counter in _counters]
    return Effect(sum(each.running for each in found), sum(each.due for each in found))
