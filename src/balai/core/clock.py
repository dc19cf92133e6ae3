"""Working time: days and hours on which a unit serves, holidays left out.

Every deadline of Balai is counted here. Times go in and come out as aware datetimes; the calendar itself
thinks in the zone of the regency. The work is proportional to the number of days passed, and a calendar
without any working time for 400 days is an error instead of an endless search.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

LimitKind = Literal["working_days", "working_hours", "service_minutes", "clock_hours"]
Period = tuple[time, time]
Span = tuple[datetime, datetime]

MAX_IDLE_DAYS = 400
DAY_END = time.max  # a period that closes then goes on until midnight
NO_TIME = timedelta()


class NoWorkingTimeError(ValueError):
    """The calendar has no working time within 400 days: hours or holidays are wrong."""


@dataclass(frozen=True)
class Limit:
    """A limit of working time (whole days, hours or minutes of service) or of plain hours; the amount is positive."""

    kind: LimitKind
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("a limit of working time is at least 1")

    @property
    def duration(self) -> timedelta:
        """The time of a limit in hours or minutes."""
        if self.kind == "service_minutes":
            return timedelta(minutes=self.amount)
        return timedelta(hours=self.amount)


@dataclass(frozen=True)
class WorkingCalendar:
    """Service hours by weekday (0 = Monday; a day may have several periods) and the days that are off."""

    zone: ZoneInfo
    hours: Mapping[int, Sequence[Period]]
    holidays: Collection[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """True when the unit serves on this date."""
        return bool(self.hours.get(day.weekday())) and day not in self.holidays

    def is_open(self, moment: datetime) -> bool:
        """True when the unit serves at this moment; the closing time itself is outside."""
        return any(opens <= moment < closes for opens, closes in self._spans(self._day(moment)))

    def add(self, start: datetime, limit: Limit) -> datetime:
        """When a limit that starts to run now is over (UTC).

        Hours and minutes run only while the unit serves. Working days count from the day after the
        start, whether or not that itself is one, and end at the close of the last day. Clock hours
        run day and night, as "3 x 24 hours" of a law does.
        Raises NoWorkingTimeError.
        """
        if limit.kind == "working_days":
            return self._close_of(self._nth_working_day(self._day(start), limit.amount))
        if limit.kind == "clock_hours":
            return start + limit.duration
        left = limit.duration
        for opens, closes in self._spans_from(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError("unreachable: spans never end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The service time from start to end; negative when the end lies before the start."""
        if end < start:
            return -self.between(end, start)
        first, last = self._day(start), self._day(end)
        total = NO_TIME
        for offset in range((last - first).days + 1):
            for opens, closes in self._spans(first + timedelta(days=offset)):
                total += max(min(closes, end) - max(opens, start), NO_TIME)
        return total

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """How many working days follow the day of start, that of end included; negative backwards."""
        if end < start:
            return -self.working_days_between(end, start)
        first, last = self._day(start), self._day(end)
        days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself while the unit serves, else when it opens next (UTC).

        Raises NoWorkingTimeError.
        """
        return next(self._spans_from(moment))[0]

    def _day(self, moment: datetime) -> date:
        if moment.tzinfo is None:
            raise ValueError("working time needs aware datetimes")
        return moment.astimezone(self.zone).date()

    def _spans(self, day: date) -> list[Span]:
        """The periods of a date in UTC, in order."""
        if not self.is_working_day(day):
            return []
        return [
            (self._at(day, opens), self._at(day, closes))
            for opens, closes in sorted(self.hours[day.weekday()])
        ]

    def _at(self, day: date, clock: time) -> datetime:
        return moment_at(day, clock, self.zone)

    def _spans_from(self, start: datetime) -> Iterator[Span]:
        """All periods from a moment on, the first one cut to it; endless."""
        start = start.astimezone(UTC)
        for day in self._working_days_from(self._day(start)):
            for opens, closes in self._spans(day):
                if closes > start:
                    yield max(opens, start), closes

    def _working_days_from(self, day: date) -> Iterator[date]:
        """Working days from a date on, that one included; raises after 400 days without one."""
        idle = 0
        while idle <= MAX_IDLE_DAYS:
            idle += 1
            if self.is_working_day(day):
                idle = 0
                yield day
            day += timedelta(days=1)
        raise NoWorkingTimeError(f"no working time in the {MAX_IDLE_DAYS} days before {day}")

    def _nth_working_day(self, start: date, number: int) -> date:
        days = self._working_days_from(start + timedelta(days=1))
        return next(day for count, day in enumerate(days, 1) if count == number)

    def _close_of(self, day: date) -> datetime:
        return self._spans(day)[-1][1]


def moment_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time of a day in UTC; ``DAY_END`` is the midnight that ends it."""
    if clock == DAY_END:
        day, clock = day + timedelta(days=1), time.min
    return datetime.combine(day, clock, zone).astimezone(UTC)


def after_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def read_day(text: str) -> date | None:
    """The ISO date that the text is, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
