"""When a place is open: special days first, then the regency's days off, then its week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from balai.core.clock import moment_at
from balai.core.ui.look import current_regency
from balai.foundation.organizations import api as organizations
from balai.services.queues.models import Place, PlaceDay

AHEAD = 14  # days within which the next opening is looked for
AFTER = timedelta(
    minutes=90
)  # people who came in time are still served after the doors close, or the day is over
Span = tuple[datetime, datetime]
Week = Mapping[int, Sequence[tuple[time, time]]]


def zone() -> ZoneInfo:
    """The zone of the regency: the one kept for the request, read anew outside of requests."""
    return ZoneInfo(current_regency().timezone)


def today(now: datetime | None = None) -> date:
    """The date in that zone."""
    return (now or timezone.now()).astimezone(zone()).date()


def live_since(now: datetime | None = None) -> date:
    """The first date whose numbers are still called: for a while after midnight, those of the day before too."""
    return today((now or timezone.now()) - AFTER)


@dataclass(frozen=True)
class Hours:
    """The hours of one place for the coming days."""

    zone: ZoneInfo
    week: Week
    off: frozenset[date] = frozenset()
    special: dict[date, tuple[list[list[str]], str]] = field(default_factory=dict)
    _spans: dict[date, list[Span]] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, day: date) -> list[Span]:
        """The periods of a date in UTC, in order; none when it is closed."""
        if day not in self._spans:
            self._spans[day] = self._spans_of(day)
        return self._spans[day]

    def name(self, day: date) -> str:
        """What a special day is called, "" for any other."""
        return self.special[day][1] if day in self.special else ""

    def is_open(self, now: datetime) -> bool:
        """True while the place serves."""
        return any(opens <= now < closes for opens, closes in self.spans(self.day(now)))

    def goes_on(self, day: date) -> bool:
        """True where the last period of a date runs into the next date: the place does not close in between."""
        spans, following = self.spans(day), self.spans(day + timedelta(days=1))
        return bool(spans and following) and spans[-1][1] == following[0][0]

    def day(self, now: datetime) -> date:
        """The date of a moment there."""
        return now.astimezone(self.zone).date()

    def clock(self, now: datetime) -> time:
        """The time of the day there."""
        return now.astimezone(self.zone).time()

    def at(self, day: date, clock: time) -> datetime:
        """A time of a day in UTC."""
        return moment_at(day, clock, self.zone)

    def next_opening(self, now: datetime) -> datetime | None:
        """When it opens next within the days known; None when it does not."""
        days = (self.day(now) + timedelta(days=ahead) for ahead in range(AHEAD))
        return next((opens for day in days for opens, _closes in self.spans(day) if opens > now), None)

    def _spans_of(self, day: date) -> list[Span]:
        periods = _read(self.special[day][0]) if day in self.special else self._usual(day)
        return [(self.at(day, opens), self.at(day, closes)) for opens, closes in sorted(periods)]

    def _usual(self, day: date) -> Sequence[tuple[time, time]]:
        return () if day in self.off else self.week.get(day.weekday(), ())


def _read(periods: Sequence[Sequence[str]]) -> list[tuple[time, time]]:
    return [(organizations.read_clock(opens), organizations.read_clock(closes)) for opens, closes in periods]


def with_days(places: "QuerySet[Place]", first: date, until: date | None = None) -> "QuerySet[Place]":
    """The places with their unit and their special days of the coming two weeks, or before another day."""
    until = until or first + timedelta(days=AHEAD)
    coming = PlaceDay.objects.filter(place=OuterRef("pk"), date__gte=first, date__lt=until)
    entries = coming.order_by().values(entry=JSONObject(date="date", periods="periods", name="name"))
    return places.select_related("unit").annotate(special=ArraySubquery(entries))


def hours_of(places: Sequence[Any], first: date) -> dict[Any, Hours]:
    """The hours of places read by ``with_days``, by key: a week of their own, else that of their unit; one query."""
    here, last = zone(), first + timedelta(days=AHEAD)
    units = organizations.hours_of_units({place.unit_id for place in places}, first, last)
    return {
        place.pk: Hours(
            here,
            {int(day): _read(periods) for day, periods in place.week.items()} or units[place.unit_id].week,
            units[place.unit_id].off,
            {date.fromisoformat(one["date"]): (one["periods"], one["name"]) for one in place.special},
        )
        for place in places
    }
