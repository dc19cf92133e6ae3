"""Reads of parts: where each stands, and which are shut."""

import time
from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.core.ui.words import local
from balai.foundation.parts.catalogue import WINGS, Part, part_of_app, parts
from balai.foundation.parts.models import Choice

KEPT_FOR = 5.0  # seconds after which a process looks again: so long may another machine's change take
SHUT = {Choice.State.PLANNED, Choice.State.LEFT_OUT}


@dataclass(frozen=True)
class Standing:
    """A part with what was chosen for it."""

    part: Part
    state: str
    label: str
    month: date | None
    reason: str

    @property
    def is_open(self) -> bool:
        """True when its pages answer."""
        return self.part.exists and self.state not in SHUT

    @property
    def needs(self) -> list[str]:
        """The titles of the parts that it needs first."""
        return [local(parts()[code].title) for code in self.part.needs]


def standing(part: Part, choice: Choice | None) -> Standing:
    """What was chosen, or what holds without a choice: what exists is used, the rest is planned."""
    if choice is not None:
        return Standing(part, choice.state, str(choice.get_state_display()), choice.month, choice.reason)
    state = Choice.State.USED if part.exists else Choice.State.PLANNED
    return Standing(part, state, str(state.label), None, "")


def standing_of(part: Part) -> Standing:
    """Where one part stands now."""
    return standing(part, Choice.objects.filter(part=part.code).first())


def roadmap() -> list[tuple[str, list[Standing]]]:
    """All parts by wing, in the order of the catalogue."""
    chosen = {choice.part: choice for choice in Choice.objects.all()}
    standings = [standing(part, chosen.get(part.code)) for part in parts().values()]
    return [
        (str(label), found)
        for wing, label in WINGS.items()
        if (found := [one for one in standings if one.part.wing == wing])
    ]


class Shut:
    """The parts that are shut, as this process saw them last."""

    def __init__(self) -> None:
        self._codes: frozenset[str] = frozenset()
        self._until = 0.0

    def codes(self) -> frozenset[str]:
        """One query every few seconds a process."""
        if time.monotonic() >= self._until:
            self.set(Choice.objects.filter(state__in=SHUT).values_list("part", flat=True))
        return self._codes

    def set(self, codes: Any, kept_for: float = KEPT_FOR) -> None:
        """Know these from now on."""
        self._codes, self._until = frozenset(codes), time.monotonic() + kept_for

    def forget(self) -> None:
        """Look again at the next question."""
        self._until = 0.0


shut = Shut()


def is_open_app(label: str) -> bool:
    """False for an application whose part is shut."""
    part = part_of_app().get(label)
    return part is None or part not in shut.codes()


def shut_version() -> str:
    """Changes with the parts that are shut: public pages are kept for one set of them only."""
    return "-".join(sorted(shut.codes()))
