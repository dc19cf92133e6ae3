"""The programme: sessions with who receives and speaks, what is handed out, and what was changed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.territory.visits.models.delegation import HOST, MANAGE


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of visits that one coordinates, and those where one's unit or oneself receives."""
        if actor.is_system:
            return self
        own = Host.objects.visible_to(actor).values("session")
        return self.filter(within(actor, MANAGE, "delegation__unit") | Q(pk__in=own))

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.filter(is_off=False)


@history(_("Sesi kunjungan"))
class Session(Row):
    """One item of the programme, at a site of the regency."""

    code = models.CharField(max_length=20, unique=True, db_collation="C")  # on the sheet at the door
    delegation = models.ForeignKey("visits.Delegation", models.PROTECT, related_name="sessions")
    site = models.ForeignKey("visits.Site", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=160)
    topics = models.JSONField(default=list)
    people = models.PositiveSmallIntegerField()
    is_off = models.BooleanField(default=False)

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["site", "starts_at"], name="visit_session_site")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_session_times"),
            models.CheckConstraint(condition=Q(people__gte=1), name="visit_session_people"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """True once it has ended."""
        return self.ends_at <= timezone.now()


class HostQuerySet(models.QuerySet["Host"]):
    """Hosts as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those of units for which one receives, and those of visits that one coordinates."""
        if actor.is_system:
            return self
        own = Q(person_id=actor.user_id) if actor.user_id and actor.is_officer else Q(pk__in=[])
        at_unit = Q(person=None) & within(actor, HOST, "unit")
        return self.filter(own | at_unit | within(actor, MANAGE, "session__delegation__unit"))


@history(_("Tuan rumah"))
class Host(Row):
    """Who receives at a session: a unit, or one of its people, who says yes, another time, or no."""

    class State(models.TextChoices):
        ASKED = "asked", _("Ditanya")
        AGREED = "agreed", _("Bersedia")
        OTHER = "other", _("Mengusulkan waktu lain")
        REFUSED = "refused", _("Tidak dapat")

    session = models.ForeignKey(Session, models.PROTECT, related_name="hosts")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    task = models.CharField(max_length=120, blank=True)  # what they show or speak about
    state = models.CharField(max_length=8, choices=State, default=State.ASKED, db_collation="C")
    offered_at = models.DateTimeField(null=True)  # the beginning that they propose instead
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    objects: ClassVar = HostQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["unit", "session"], name="visit_host_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "unit", "person"], name="visit_host_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="visit_host_answered",
            ),
            models.CheckConstraint(
                condition=Q(state="other", offered_at__isnull=False)
                | (~Q(state="other") & Q(offered_at=None)),
                name="visit_host_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.unit_id}"

    @property
    def name(self) -> str:
        """The person with the unit, or the unit alone."""
        return f"{self.person.full_name}, {self.unit.short_name}" if self.person else self.unit.name


@history(_("Bahan kunjungan"))
class Material(Row):
    """What guests take home from a session: a title and where it is."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="materials")
    title = models.CharField(max_length=160)
    address = models.URLField(max_length=500)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


@history(_("Perubahan acara"))
class Change(Row):
    """A change of a confirmed programme, as both languages say it, until everybody was told."""

    delegation = models.ForeignKey("visits.Delegation", models.PROTECT, related_name="changes")
    says = models.JSONField()  # {"id": …, "en": …}
    by = models.CharField(max_length=120)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["delegation"], name="visit_change_untold", condition=Q(told_at=None))]

    def __str__(self) -> str:
        return f"{self.delegation_id} {self.created_at}"
