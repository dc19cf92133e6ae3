"""An appointment as an entry for the calendar of a phone (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from balai.services.appointments.models import Booking


def calendar_file(booking: Booking, url: str) -> bytes:
    """The entry under a stable id; a moved or cancelled appointment replaces the one that was kept before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Balai//Janji temu//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(booking, url))
    return bytes(calendar.to_ical())


def _event(booking: Booking, url: str) -> Event:
    unit = booking.opening.unit
    event = Event()
    event.add("uid", f"{booking.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", booking.changes)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", booking.opening.title)
    event.add("location", ", ".join(filter(None, [unit.name, unit.address])))
    event.add("description", _("Kode janji temu: {code}").format(code=booking.code))
    event.add("url", url)
    event.add("status", "CANCELLED" if booking.state == Booking.State.CANCELLED else "CONFIRMED")
    event.add_component(_alarm(booking))
    return event


def _alarm(booking: Booking) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", booking.opening.title)
    alarm.add("trigger", -timedelta(hours=1))
    return alarm
