"""Days of visits in words."""

from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _

from balai.core.ui.words import long_date
from balai.territory.visits.models import Delegation


def days_in_words(delegation: Delegation) -> str:
    """``Senin, 25 Februari 2019``, or ``25–27 Februari 2019``; empty while there are none."""
    return span_in_words(delegation.first_day, delegation.last_day)


def span_in_words(first: date | None, last: date | None) -> str:
    """The same of any two days."""
    if first is None or last is None:
        return ""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{dateformat.format(last, 'j F Y')}"
    return _("{first} sampai {last}").format(
        first=dateformat.format(first, "j F Y"), last=dateformat.format(last, "j F Y")
    )
