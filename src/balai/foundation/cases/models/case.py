"""The case: whatever passes through hands, with its clock."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor, unit_ids_of
from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows
from balai.foundation.cases.models.scoped import ScopedQuerySet
from balai.foundation.cases.models.task import Task
from balai.foundation.cases.procedure.spec import Outcome

READING = ("cases.work", "cases.view")


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Cases for somebody."""

    def visible_to(self, actor: Actor) -> Self:
        """Own cases, those in reach, and those on which the actor's role and unit have or had a task."""
        if actor.is_system:
            return self.unscoped()
        return self._mark(self.filter(Q(pk__in=[]) | _own(actor) | _reach(actor) | _at_hand(actor)))

    def in_reach(self, actor: Actor) -> Self:
        """Cases of the units and places that the actor's working and supervising grants reach."""
        return self._mark(self.filter(_reach(actor)))


def _own(actor: Actor) -> Q:
    return Q(applicant_id=actor.user_id) if actor.user_id else Q(pk__in=[])


def _reach(actor: Actor) -> Q:
    grants = {grant for permission in READING for grant in actor.grants_with(permission)}
    scope = Q(unit_id__in=unit_ids_of(grants))
    for prefix in {grant.region_prefix for grant in grants if grant.region_prefix}:
        scope |= Q(region_id=prefix) | Q(region__code__startswith=f"{prefix}.")
    return scope


def _at_hand(actor: Actor) -> Q:
    keys = task_keys_q(actor)
    return Q(Exists(Task.objects.filter(keys, case_id=OuterRef("pk")))) if actor.grants else Q(pk__in=[])


def task_keys_q(actor: Actor) -> Q:
    """Tasks of the (role, unit) pairs that the actor holds."""
    condition = Q(pk__in=[])
    for role, unit_id in actor.task_keys():
        condition |= Q(role=role, unit_id=unit_id)
    return condition


@history(_("Perkara"))
class Case(Row):
    """A case of one procedure version. ``answers`` keep identity numbers sealed, as the form gave them."""

    class Channel(models.TextChoices):
        ONLINE = "daring", "Daring"
        COUNTER = "loket", "Loket"
        KIOSK = "kios", "Anjungan"
        OFFICE = "kantor", "Dari kantor"

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    procedure = models.ForeignKey("cases.ProcedureVersion", models.PROTECT, related_name="cases")
    service_code = models.CharField(max_length=60, blank=True, db_collation="C")
    form_code = models.CharField(max_length=60, blank=True)
    form_version = models.CharField(max_length=10, blank=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="cases")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    applicant = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="cases")
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    applicant_name = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    subject = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    records = models.JSONField(default=dict)  # what officers wrote down with their actions
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)  # while it waits for the applicant or for something outside
    remaining_minutes = models.PositiveIntegerField(null=True)  # service minutes left when the clock stopped
    expires_at = models.DateTimeField(null=True)  # when the wait has lasted too long
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in Outcome], blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="case_unit"),
            models.Index(fields=["region", "-id"], name="case_region"),
            models.Index(fields=["applicant", "-id"], name="case_applicant"),
            models.Index(fields=["opened_by", "-id"], name="case_opener", condition=Q(closed_at=None)),
            models.Index(fields=["due_at"], name="case_due", condition=Q(closed_at=None)),
            models.Index(fields=["expires_at"], name="case_expiring", condition=Q(expires_at__isnull=False)),
            models.Index(fields=["id"], name="case_open", condition=Q(closed_at=None)),
            models.Index(fields=["id"], name="case_stopped", condition=Q(stopped_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="case_outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, remaining_minutes=None)
                | Q(stopped_at__isnull=False, remaining_minutes__isnull=False),
                name="case_clock_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(stopped_at=None), name="case_closed_clock_runs_not"
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(stopped_at__isnull=False), name="case_expires_while_it_waits"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("submitted_at")), name="case_due_after_submission"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """True until the case has an outcome."""
        return self.closed_at is None

    def facts(self) -> dict[str, Any]:
        """What every event of this case tells."""
        return {"code": self.code, "title": self.title}


@only_grows
@history(_("Catatan internal"))
class CaseNote(Row):
    """An internal remark that officers leave on a case; never shown to the applicant."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.created_at}"
