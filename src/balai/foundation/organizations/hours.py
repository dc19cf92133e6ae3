"""Service hours: reading them from content and forms, and the calendar of a unit."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import time

from django.utils.translation import gettext as _

from balai.core.clock import DAY_END, Period
from balai.core.errors import Invalid

Week = dict[int, tuple[Period, ...]]

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_WHOLE, _FRIDAY = (time(8), time(15, 30)), (time(8), time(11, 30))
#: What counts until a pack brings office hours of the kind.
OFFICE_HOURS: Week = {**dict.fromkeys(range(4), (_WHOLE,)), 4: (_FRIDAY,)}
MIDNIGHT = "24:00"  # the end of a day, as people write it
_PERIOD = re.compile(r"^(\d{1,2}[:.]\d{2})\s*[-–]\s*(\d{1,2}[:.]\d{2})$")


def read_clock(text: str) -> time:
    """A time such as ``8:00`` or ``08:00:00``; ``24:00`` is the end of the day. Raises ValueError."""
    return DAY_END if text == MIDNIGHT else time.fromisoformat(text.zfill(len(MIDNIGHT)))


def write_clock(clock: time) -> str:
    """A time as ``read_clock`` reads it."""
    return MIDNIGHT if clock == DAY_END else f"{clock:%H:%M}"


def read_period(text: str) -> Period:
    """A period such as ``08:00-15:30``. Raises Invalid."""
    found = _PERIOD.match(text.strip())
    opens = closes = None
    with suppress(ValueError):
        if found:
            opens, closes = (read_clock(text.replace(".", ":")) for text in found.groups())
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
        str(day): [[write_clock(opens), write_clock(closes)] for opens, closes in periods]
        for day, periods in week.items()
    }


def load_week(stored: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """A week from JSON."""
    return {
        int(day): tuple((read_clock(opens), read_clock(closes)) for opens, closes in periods)
        for day, periods in stored.items()
    }


def name_week(stored: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    """A week from JSON as content writes it."""
    return {
        DAYS[day]: [write_period(period) for period in periods] for day, periods in load_week(stored).items()
    }


def write_period(period: Period) -> str:
    """A period as people read and type it: ``08:00-15:30``."""
    return "-".join(map(write_clock, period))
