"""Days by the calendar of the regency, wherever the code runs."""

from datetime import date

from django.utils import timezone

from balai.foundation.regions.api import zone


def today() -> date:
    """The day that it is in the regency."""
    return timezone.localdate(timezone=zone())
