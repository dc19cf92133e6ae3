"""A place at a moment: its hours and how its lines stand, read once for whatever is shown or done there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.prepared import Prepared
from balai.services.queues.hours import AHEAD, Hours, hours_of, today, with_days
from balai.services.queues.models import Place
from balai.services.queues.standing import LineState, lines_of, plain


@dataclass(frozen=True)
class Setting:
    """A place at a moment: its hours, and how its lines stand."""

    place: Place
    hours: Hours
    now: datetime
    lines: Sequence[LineState]

    @property
    def day(self) -> date:
        """The date there."""
        return self.hours.day(self.now)

    @cached_property
    def by_id(self) -> dict[UUID, LineState]:
        """The lines by their ids."""
        return {line.id: line for line in self.lines}


def setting_of(code: str) -> Setting | None:
    """An active place as it is now; three queries where its unit has the hours. None for an unknown one."""
    place = place_row(code)
    if place is None:
        return None
    now = timezone.now()
    hours = hours_of([place], today(now))[place.pk]
    return Setting(place, hours, now, lines_of(place.pk, now, hours.day(now)))


def place_row(code: str) -> Place | None:
    """An active place with its special days, and what is asked of its unit; one query."""
    day = today()
    rows = _ROW.rows(code, day, day + timedelta(days=AHEAD))
    return _place(rows[0]) if rows else None


def _coming(code: str, first: date, until: date) -> "QuerySet[Place, tuple[Any, ...]]":
    rows = with_days(Place.objects.active(), first, until).filter(code=code)
    return rows.values_list(*_COLUMNS, *(f"unit__{column}" for column in _OF_UNIT), "special")


_COLUMNS = [field.attname for field in Place._meta.concrete_fields]
_OF_UNIT = ("id", "region_id", "address")
_ROW = Prepared(_coming, "kode", date(1970, 1, 2), date(1970, 1, 3))


def _place(row: tuple[Any, ...]) -> Place:
    """The row as it is read by ``with_days``; of the unit, what was not asked for comes when it is used."""
    columns = dict(zip(_COLUMNS, row, strict=False))
    columns |= {name: plain(columns[name]) for name in ("name", "week")}
    place: Any = Place.from_db(None, list(columns), list(columns.values()))
    place.unit = Place.unit.field.related_model.from_db(None, _OF_UNIT, row[len(_COLUMNS) : -1])
    place.special = [plain(entry) for entry in row[-1]]
    return place


def known_place(code: str) -> Place:
    """The same, where there must be one. Raises NotVisible."""
    place = place_row(code)
    if place is None:
        raise NotVisible(_("Tempat layanan ini tidak ditemukan."))
    return place
