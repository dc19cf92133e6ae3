"""The register: what was issued, to whom, for what, where, until when, and how it stands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.foundation.regions.api import EAST, NORTH, SOUTH, WEST

VIEW = "licences.view"


class Standing(models.TextChoices):
    """How a licence stands on a day: its state, or what its dates make of it."""

    ACTIVE = "active", _("Berlaku")
    UPCOMING = "upcoming", _("Belum berlaku")
    EXPIRED = "expired", _("Berakhir")
    SUSPENDED = "suspended", _("Dibekukan")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Diganti")


class LicenceQuerySet(models.QuerySet["Licence"]):
    """Licences as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those of units that a role with ``licences.view`` reaches."""
        if actor.is_system:
            return self
        own = Q(holder_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW))


def stands(standing: str, day: date) -> Q:
    """True of licences that stand so on the day."""
    if standing not in _DATED:
        return Q(state=standing)
    return _DATED[standing](day) & Q(state=Licence.State.ACTIVE)


def ends_within(day: date, days: int) -> Q:
    """True of licences in force whose last day lies within so many days."""
    return Q(state=Licence.State.ACTIVE, valid_until__range=(day, day + timedelta(days=days)))


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


_DATED: dict[str, Callable[[date], Q]] = {
    Standing.ACTIVE: _in_force,
    Standing.UPCOMING: lambda day: Q(valid_from__gt=day),
    Standing.EXPIRED: lambda day: Q(valid_until__lt=day),
}


@history(_("Izin"))
class Licence(Row):
    """What a unit issued. What was determined stays; a renewal or a change is a further licence that follows it."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Berlaku")
        SUSPENDED = "suspended", _("Dibekukan")
        REVOKED = "revoked", _("Dicabut")
        REPLACED = "replaced", _("Diganti")

    class Follow(models.TextChoices):
        NONE = "", ""
        RENEWAL = "renewal", _("Perpanjangan")
        CHANGE = "change", _("Perubahan")
        REINSTATEMENT = "reinstatement", _("Penerbitan kembali")

    STANDING = (State.ACTIVE, State.SUSPENDED)

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    kind = models.ForeignKey("licences.LicenceKind", models.PROTECT, related_name="+")
    risk = models.ForeignKey("licences.Term", models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=120)
    holder = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    holder_name = models.CharField(max_length=120)
    nib = models.CharField(max_length=13, blank=True, db_collation="C")
    object = models.CharField(max_length=240)
    place = models.CharField(max_length=240, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # None: until it is taken back
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE, db_collation="C")
    state_since = models.DateField()
    reason = models.CharField(max_length=500, blank=True)  # why it is suspended or was revoked
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="follower")
    follow = models.CharField(max_length=14, choices=Follow, blank=True)
    case_id = models.UUIDField(null=True)
    document_id = models.UUIDField(null=True, unique=True)
    recorded_by = models.CharField(max_length=120)

    objects: ClassVar = LicenceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="licences_unit"),
            models.Index(fields=["unit", "kind", "-id"], name="licences_unit_kind"),
            models.Index(fields=["holder", "-id"], name="licences_holder"),
            models.Index(fields=["case_id"], name="licences_case"),
            models.Index(fields=["number"], name="licences_number"),
            models.Index(fields=["valid_until"], name="licences_ending", condition=Q(state="active")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=Q(state__in=("active", "suspended")),
                name="licences_number_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="licences_range"
            ),
            models.CheckConstraint(
                condition=Q(follows=None, follow="") | (Q(follows__isnull=False) & ~Q(follow="")),
                name="licences_follow",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("active", "replaced")) | ~Q(reason=""), name="licences_reason"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(SOUTH, NORTH),
                    longitude__range=(WEST, EAST),
                ),
                name="licences_point",
            ),
            models.CheckConstraint(condition=Q(nib="") | Q(nib__regex=r"^[0-9]{13}$"), name="licences_nib"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(holder_name="") & ~Q(object=""), name="licences_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        """How it stands today, in the zone of the page."""
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> Standing:
        """How it stands on a day."""
        if self.state != self.State.ACTIVE:
            return Standing(self.state)
        if self.valid_from > day:
            return Standing.UPCOMING
        return Standing.EXPIRED if self.valid_until and self.valid_until < day else Standing.ACTIVE

    @property
    def days_left(self) -> int | None:
        """Days to the last one; negative when it has passed, None without one."""
        return (self.valid_until - timezone.localdate()).days if self.valid_until else None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, when they are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    def facts(self) -> dict[str, Any]:
        """What every event of this licence tells."""
        return {"number": self.number, "kind": self.kind.name["id"]}
