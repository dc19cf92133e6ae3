"""Reads of openings and appointments."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from balai.core.actor import Actor
from balai.foundation.accounts.api import within
from balai.foundation.regions import api as regions
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.models.booking import WORK
from balai.services.appointments.policies import MANAGE


def openings() -> list[Opening]:
    """What anybody can come for, by unit."""
    rows = Opening.objects.filter(is_open=True, unit__is_active=True).select_related("unit")
    return list(rows.order_by("unit__name", "code"))


def opening_for(unit_id: UUID, service: str) -> Opening | None:
    """The opening of a unit for a service."""
    return Opening.objects.select_related("unit").filter(unit_id=unit_id, service=service).first()


def opening_named(code: str) -> Opening | None:
    """The opening of a code."""
    return Opening.objects.select_related("unit").filter(code=code).first()


def openings_served(actor: Actor) -> list[Opening]:
    """The openings of units where the actor works."""
    return list(Opening.objects.filter(within(actor, WORK)).select_related("unit"))


def openings_kept(actor: Actor) -> list[Opening]:
    """The openings of units that the actor administers."""
    return list(Opening.objects.filter(within(actor, MANAGE)).select_related("unit"))


def my_bookings(actor: Actor) -> list[Booking]:
    """The person's own appointments, the coming ones first, then the latest."""
    rows = Booking.objects.filter(person_id=actor.user_id).select_related("opening__unit")
    return sorted(rows.order_by("-starts_at")[:100], key=lambda row: row.state != Booking.State.BOOKED)


def kept_bookings(actor: Actor, since: datetime) -> list[Booking]:
    """The person's own appointments made since a moment, without cancelled and missed ones."""
    rows = Booking.objects.filter(person_id=actor.user_id, created_at__gte=since)
    lost = (Booking.State.CANCELLED, Booking.State.MISSED)
    return list(rows.exclude(state__in=lost).select_related("opening__unit").order_by("created_at"))


def booking_coded(code: str) -> Booking | None:
    """The appointment of a code."""
    return Booking.objects.select_related("opening__unit").filter(code=code).first()


def bookings_beside(case_id: UUID) -> QuerySet[Booking]:
    """The appointments of a case that the reader was allowed to see, in the order of time."""
    rows: QuerySet[Booking] = Booking.objects.filter(case_id=case_id)
    return rows.select_related("opening__unit")


def day_list(shown: Iterable[Opening], day: date) -> list[Booking]:
    """Who comes on a day to the openings, in the order of time; cancelled ones left out."""
    start = datetime.combine(day, time(), regions.zone())
    rows = Booking.objects.filter(
        opening__in=[opening.pk for opening in shown],
        starts_at__gte=start,
        starts_at__lt=start + timedelta(days=1),
    )
    rows = rows.exclude(state=Booking.State.CANCELLED).select_related("opening__unit", "person")
    return list(rows.order_by("starts_at", "seat"))
