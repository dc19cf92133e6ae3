"""Service hours: reading them from content and forms, and the calendar of a unit."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import time

from django.utils.translation import gettext as _

from balai.core.clock import Period
from balai.core.errors import Invalid

Week = dict[int, tuple[Period, ...]]

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_WHOLE, _FRIDAY = (time(8), time(15, 30)), (time(8), time(11, 30))
#: What counts until a pack brings office hours of the kind.
OFFICE_HOURS: Week = {**dict.fromkeys(range(4), (_WHOLE,)), 4: (_FRIDAY,)}
_PERIOD = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})$")


def read_period(text: str) -> Period:
    """A period such as ``08:00-15:30``. Raises Invalid."""
    found = _PERIOD.match(text.strip())
    opens = closes = None
    with suppress(ValueError):
        if found:
            from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
            opens, closes = time(from_hour, from_minute), time(to_hour, to_minute)
    if opens is None or closes is None or opens >= closes:
        raise Invalid(_("Jam “{text}” tidak terbaca. Tulis seperti 08:00-15:30.").format(text=text))
    return opens, closes


def read_day(texts: Sequence[str]) -> tuple[Period, ...]:
    """The periods of a day in order. Raises Invalid when one is unreadable or two overlap."""
    periods = sorted(read_period(text) for text in texts if text.strip())
    for (_opens, closes), (opens, _closes) in zip(periods, periods[1:], strict=False):
        if opens < closes:
            raise Invalid(_("Jam layanan pada satu hari tidak boleh bertumpuk."))
    return tuple(periods)


def read_week(days: Mapping[str, Sequence[str]]) -> Week:
    """A week as content writes it: ``{senin: ["08:00-15:30"], …}``. Raises Invalid."""
    for name in days:
        if name not in DAYS:
            raise Invalid(_("Hari “{name}” tidak dikenal.").format(name=name))
    week = {DAYS.index(name): read_day(texts) for name, texts in days.items()}
    return {weekday: periods for weekday, periods in sorted(week.items()) if periods}


def dump_week(week: Week) -> dict[str, list[list[str]]]:
    """A week as JSON."""
    return {
        str(day): [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in periods]
        for day, periods in week.items()
    }


def load_week(stored: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """A week from JSON."""
    return {
        int(day): tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in periods)
        for day, periods in stored.items()
    }


def name_week(stored: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    """A week from JSON as content writes it."""
    return {
        DAYS[day]: [write_period(period) for period in periods] for day, periods in load_week(stored).items()
    }


def write_period(period: Period) -> str:
    """A period as people read and type it: ``08:00-15:30``."""
    return f"{period[0]:%H:%M}-{period[1]:%H:%M}"
