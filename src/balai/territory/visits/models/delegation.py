"""A delegation: who comes, from where, what for, and the units of which it is made."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

MANAGE, HOST = "visits.manage", "visits.host"
PERSONAL = ("contact_name", "contact_email", "contact_phone")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that one's unit coordinates."""
        if actor.is_system:
            return self
        return self.filter(within(actor, MANAGE, "unit"))

    def coming(self) -> Self:
        """Confirmed, and not over."""
        return self.filter(state=Delegation.State.CONFIRMED, last_day__gte=timezone.localdate())


@history(_("Kunjungan"), without=PERSONAL)
class Delegation(Row):
    """A visit of another government or institution, from the request to what became of it.

    ``state`` follows the case; a visit of before Balai has none, and names the ``source`` that tells of it.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Diperiksa")
        PLANNED = "planned", _("Dijadwalkan")
        CONFIRMED = "confirmed", _("Terkonfirmasi")
        POSTPONED = "postponed", _("Ditunda")
        DECLINED = "declined", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Dibatalkan tamu")
        HELD = "held", _("Berlangsung sebelum ada Balai")

    RELEASED = (State.POSTPONED, State.DECLINED, State.WITHDRAWN)
    RECEIVED = (State.CONFIRMED, State.HELD)

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")  # that coordinates
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="+")
    origin = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    origin_name = models.CharField(max_length=160)
    leader_office = models.CharField(max_length=120)  # the office, never a name
    purpose = models.CharField(max_length=1000)
    topics = models.JSONField(default=list)  # codes of innovations
    people = models.PositiveSmallIntegerField()  # 0: no source tells, of a visit of before
    wished_first = models.DateField(null=True)
    wished_last = models.DateField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="id")
    transport = models.CharField(max_length=1000, blank=True)
    lodging = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, db_collation="C")
    reason = models.CharField(max_length=1000, blank=True)  # of what was declined, put off, called off
    result = models.CharField(max_length=1000, blank=True)  # what both agreed on leaving
    source = models.CharField(max_length=240, blank=True)  # of a visit of before
    confirmed_at = models.DateTimeField(null=True)

    objects: ClassVar = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "-first_day", "-id"], name="delegation_state"),
            models.Index(fields=["-first_day", "-id"], name="delegation_days"),
            models.Index(fields=["origin", "-first_day"], name="delegation_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=1000) | Q(state="held", people=0),
                name="delegation_people",
            ),
            models.CheckConstraint(
                condition=Q(first_day=None, last_day=None) | Q(last_day__gte=F("first_day")),
                name="delegation_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, first_day__isnull=False),
                name="delegation_confirmed_has_days",
            ),
            models.CheckConstraint(
                condition=Q(state="held", case=None) & ~Q(source="")
                | ~Q(state="held") & Q(source="", case__isnull=False),
                name="delegation_case_or_source",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "postponed", "withdrawn"]) | ~Q(reason=""),
                name="delegation_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_over(self) -> bool:
        """True once the last day has passed."""
        return self.last_day is not None and self.last_day < timezone.localdate()


@history(_("Unit yang berkunjung"))
class VisitingUnit(Row):
    """One agency, village or other unit of the delegation; its arrivals and answers carry its name alone."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()  # in the order of the list
    is_coming = models.BooleanField(default=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "name"], name="visiting_unit_once"),
            models.CheckConstraint(condition=~Q(name=""), name="visiting_unit_name"),
        ]

    def __str__(self) -> str:
        return self.name
