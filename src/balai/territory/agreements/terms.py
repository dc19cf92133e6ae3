"""Calendar months: how long an agreement holds, and when what follows from it is due."""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(begins_on: date, months: int | None) -> date | None:
    """The last day of a term that begins on a day; None without a term."""
    return months_later(begins_on, months) - timedelta(days=1) if months else None
