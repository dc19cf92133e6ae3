"""Cleaning of dates and months in the ways in which people write them."""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.spec import FieldSpec

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?", re.ASCII)
_LOCAL = re.compile(r"((?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -](?P<year>\d{4})", re.ASCII)
_WORDED = re.compile(r"((?P<day>\d{1,2}) )?(?P<month>[a-z]{3,9}) (?P<year>\d{4})", re.ASCII)


def read_date(text: str, precision: str = "day") -> date:
    """A date as typed (1990-08-17, 17/8/1990, 17 Agustus 1990), a month as its first day; or ValueError."""
    text = " ".join(text.lower().split())
    for shape in (_ISO, _LOCAL, _WORDED):
        if found := shape.fullmatch(text):
            return _date_of(found, precision)
    raise ValueError(text)


def _date_of(found: re.Match[str], precision: str) -> date:
    day = found["day"]
    if precision == "day" and day is None:
        raise ValueError("day is missing")
    month = found["month"]
    number = int(month) if month.isdigit() else _month_named(month)
    return date(int(found["year"]), number, 1 if precision == "month" else int(day))


def _month_named(name: str) -> int:
    for number, month in enumerate(MONTHS, 1):
        if month.startswith(name):
            return number
    raise ValueError(name)


def clean_date(field: FieldSpec, raw: Any) -> str:
    """A date as ``YYYY-MM-DD``, or a month as ``YYYY-MM``."""
    precision = field.limits.precision
    try:
        day = read_date(str(raw), precision)
    except ValueError:
        raise FieldFault(_unreadable(precision)) from None
    _check_bounds(field, day)
    return day.isoformat() if precision == "day" else f"{day:%Y-%m}"


def _unreadable(precision: str) -> str:
    if precision == "month":
        return _("Bulan ini tidak ada di kalender. Tulis seperti 08/2019.")
    return _("Tanggal ini tidak ada di kalender. Tulis seperti 17/08/1990.")


def _check_bounds(field: FieldSpec, day: date) -> None:
    low, high = (bound_day(bound) for bound in (field.limits.min, field.limits.max))
    if low and day < low:
        raise FieldFault(_("Terlalu awal. Paling awal %s.") % f"{low:%d/%m/%Y}")
    if high and day > high:
        if field.limits.max == "today":
            raise FieldFault(_("Tanggal ini belum terjadi. Tulis hari ini atau sebelumnya."))
        raise FieldFault(_("Terlalu akhir. Paling akhir %s.") % f"{high:%d/%m/%Y}")


def bound_day(bound: Any) -> date | None:
    """The day of a bound: an ISO date, or today in the zone of the reader."""
    if bound is None:
        return None
    return timezone.localdate() if bound == "today" else date.fromisoformat(str(bound))
