"""Words for people: content in two languages, dates and times as they are read in Indonesia."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.ui.look import current_regency

MINUTE, HOUR, DAY = 60, 3600, 86_400
UNVERIFIED = "[R]"  # in a source: nobody has compared it with its text yet


def local(value: Any, language: str | None = None) -> str:
    """The text of pack content ``{id: …, en: …}`` in the reader's language, else Indonesian."""
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    wanted = (language or translation.get_language() or "id")[:2]
    return str(value.get(wanted) or value.get("id") or next(iter(value.values()), ""))


def is_verified(source: str) -> bool:
    """False while a source carries the mark of what nobody has compared with its text."""
    return UNVERIFIED not in source


def unmarked(source: str) -> str:
    """The source without that mark."""
    return source.replace(UNVERIFIED, "").strip()


def in_zone(value: date | datetime) -> date | datetime:
    """A moment in the regency's zone (WIB, WITA or WIT); a plain date stays as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(ZoneInfo(current_regency().timezone))
    return value


def long_date(value: date | datetime) -> str:
    """``Selasa, 27 Februari 2024``, in the reader's language."""
    return dateformat.format(in_zone(value), "l, j F Y")


def short_date(value: date | datetime) -> str:
    """``27 Feb 2024`` for narrow columns."""
    return dateformat.format(in_zone(value), "j M Y")


def clock_time(value: datetime) -> str:
    """``14.03`` in Indonesian, ``14:03`` in English."""
    separator = ":" if (translation.get_language() or "id").startswith("en") else "."
    return dateformat.format(in_zone(value), f"H{separator}i")


def moment(value: datetime) -> str:
    """``27 Februari 2024, 14.03 WIB``."""
    shown = in_zone(value)
    zone = shown.tzname() if isinstance(shown, datetime) else None
    return " ".join(filter(None, [f"{dateformat.format(shown, 'j F Y')}, {clock_time(value)}", zone]))


def relative(value: datetime, now: datetime | None = None) -> str:
    """``3 jam lagi`` or ``2 hari yang lalu``; only ever shown beside an absolute time."""
    seconds = int((value - (now or timezone.now())).total_seconds())
    size = _size(abs(seconds))
    if not size:
        return _("baru saja") if seconds <= 0 else _("sebentar lagi")
    return _("%(size)s lagi") % {"size": size} if seconds > 0 else _("%(size)s yang lalu") % {"size": size}


def _size(seconds: int) -> str:
    if seconds < MINUTE:
        return ""
    if seconds < HOUR:
        return ngettext("%(n)d menit", "%(n)d menit", seconds // MINUTE) % {"n": seconds // MINUTE}
    if seconds < DAY:
        return ngettext("%(n)d jam", "%(n)d jam", seconds // HOUR) % {"n": seconds // HOUR}
    return ngettext("%(n)d hari", "%(n)d hari", seconds // DAY) % {"n": seconds // DAY}


def span(seconds: float) -> str:
    """``4 menit``, ``1 jam 5 menit``; less than a minute counts as none: ``kurang dari 1 menit``; whole days."""
    if seconds >= DAY:
        return _size(int(seconds))
    hours, minutes = divmod(int(seconds) // MINUTE, MINUTE)
    if not hours and not minutes:
        return _("kurang dari 1 menit")
    parts = [_size(hours * HOUR), _size(minutes * MINUTE)]
    return " ".join(part for part in parts if part)
