"""The filters that the inbox and the overview share: due, period, place, text."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from django.db.models import Q
from django.utils import timezone

TASK_WORDS = ("case_code", "title", "from_name")  # in which a search looks
CASE_WORDS = ("code", "title", "subject", "applicant_name")
Due = Literal["late", "today", "week"]
DUES: tuple[Due, ...] = get_args(Due)


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; an end that is None is open."""

    start: date | None = None
    end: date | None = None

    def __bool__(self) -> bool:
        return bool(self.start or self.end)


def in_period(column: str, period: Period) -> Q:
    """Rows whose moment falls on a day of the period, in the current time zone."""
    condition = Q()
    if period.start:
        condition &= Q(**{f"{column}__gte": _midnight(period.start)})
    if period.end:
        condition &= Q(**{f"{column}__lt": _midnight(period.end + timedelta(days=1))})
    return condition


def due_within(column: str, due: Due, now: datetime | None = None) -> Q:
    """Past the deadline, still due today, or still due until Sunday of this week."""
    now = now or timezone.now()
    if due == "late":
        return Q(**{f"{column}__lt": now})
    today = timezone.localtime(now).date()
    days = 1 if due == "today" else 7 - today.weekday()
    return Q(**{f"{column}__gte": now, f"{column}__lt": _midnight(today + timedelta(days=days))})


def in_region(column: str, code: str) -> Q:
    """Rows of a place and everything below it."""
    return Q(**{column: code}) | Q(**{f"{column}__startswith": f"{code}."})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
