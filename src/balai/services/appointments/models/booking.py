"""Who comes when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

WORK = "cases.work"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Appointments as an actor may see them."""

    def visible_to(self, actor: Actor) -> "BookingQuerySet":
        """The actor's own, and those at units where the actor works."""
        if actor.is_system:
            return self
        own = Q(person_id=actor.user_id) if actor.user_id else Q(pk=None)
        return self.filter(own | within(actor, WORK, "opening__unit"))

    def coming(self) -> "BookingQuerySet":
        """Those that still stand."""
        return self.filter(state=Booking.State.BOOKED)


@history(_("Janji temu"))
class Booking(Row):
    """A seat in a slot. A changed or cancelled one gives its seat back; nothing is deleted."""

    class State(models.TextChoices):
        BOOKED = "booked", _("Dijanjikan")
        ARRIVED = "arrived", _("Sudah datang")
        SERVED = "served", _("Selesai dilayani")
        MISSED = "missed", _("Tidak datang")
        CANCELLED = "cancelled", _("Dibatalkan")

    opening = models.ForeignKey("Opening", models.PROTECT, related_name="bookings")
    code = models.CharField(max_length=20, unique=True, db_collation="C")
    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    reason = models.CharField(max_length=240, blank=True)  # why it was cancelled
    changes = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)

    objects: ClassVar = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "seat"]
        indexes = [
            models.Index(fields=["person", "-starts_at"], name="booking_person"),
            models.Index(fields=["starts_at"], name="booking_coming", condition=Q(state="booked")),
            models.Index(fields=["case_id"], name="booking_case", condition=Q(case_id__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "starts_at", "seat"],
                condition=~Q(state="cancelled"),
                name="booking_seat_once",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_times"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="booking_seat"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="booking_cancel_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.code
