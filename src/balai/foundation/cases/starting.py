"""From which day a letter holds: its issue, unless a module above knows better, such as where the last licence ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Invalid


@dataclass(frozen=True)
class Beginning:
    """What a letter begins for: the case and who asked, what is known, the unit that issues, the settings."""

    case_id: UUID
    applicant_id: UUID | None
    known: Mapping[str, Any]
    unit_id: UUID
    settings: Mapping[str, Any]


FirstDayOf = Callable[[Beginning], date | None]
_ways: dict[str, FirstDayOf] = {}


def first_day(name: str) -> Callable[[FirstDayOf], FirstDayOf]:
    """Register what gives the first day of a letter, None for that of its issue.

    A procedure names it: ``issue_document: {valid_from: {<name>: <settings>}}``.
    """

    def register(first_day_of: FirstDayOf) -> FirstDayOf:
        _ways[name] = first_day_of
        return first_day_of

    return register


def first_day_by(name: str, beginning: Beginning) -> date | None:
    """The first day by one of the ways. Raises Invalid for an unknown one."""
    if name not in _ways:
        raise Invalid(_("Awal masa berlaku “{name}” tidak dikenal.").format(name=name))
    return _ways[name](beginning)
