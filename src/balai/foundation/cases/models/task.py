"""Tasks: what waits for a role on a unit, with the texts that a list shows."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor, unit_ids_of
from balai.core.models import Row
from balai.foundation.audit.api import history
from balai.foundation.cases.models.scoped import ScopedQuerySet

SUPERSEDED = "superseded"  # the action of a task that was closed because somebody else decided


def units_of_work(actor: Actor) -> set[UUID]:
    """The units where the actor works, and those whose work they see."""
    units = {grant.unit_id for grant in actor.grants_with("cases.work")}
    return units | unit_ids_of(actor.grants_with("cases.view"))


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Tasks for somebody."""

    def for_holder(self, actor: Actor) -> Self:
        """Tasks of the actor's roles, without those that a colleague at work has taken."""
        mine = Q(pk__in=[])
        for role, unit_id in actor.task_keys():
            mine |= Q(role=role, unit_id=unit_id)
        hands = [actor.user_id, *(grant.for_id for grant in actor.grants if grant.for_id)]
        return self._mark(self.filter(mine).filter(Q(taken_by=None) | Q(taken_by_id__in=hands)))

    def of_units(self, actor: Actor) -> Self:
        """Tasks of every role on the units where the actor works."""
        return self._mark(self.filter(unit_id__in=units_of_work(actor)))

    def closed_by_me(self, actor: Actor) -> Self:
        """Tasks that the actor finished."""
        return self._mark(self.filter(closed_by_id=actor.user_id, closed_at__isnull=False))


@history(_("Tugas"))
class Task(Row):
    """One thing asked from a role on a unit. Closed once; a trigger refuses any change after that."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="tasks")
    state = models.CharField(max_length=60)
    lane = models.CharField(max_length=60, blank=True)  # in a parallel state
    role = models.CharField(max_length=40)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="tasks")
    region_code = models.CharField(max_length=13, db_collation="C")
    service_code = models.CharField(max_length=60, blank=True, db_collation="C")
    case_code = models.CharField(max_length=20, db_collation="C")
    title = models.CharField(max_length=340)
    ask = models.JSONField()  # {"id": …, "en": …}
    from_name = models.CharField(max_length=120)
    place = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField(null=True)  # when its holders hear that the limit is near; then null
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    overdue_noted_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)  # when superiors get it as well; then null
    is_escalation = models.BooleanField(default=False)  # a superior's sight of a late task
    deem_at = models.DateTimeField(null=True)  # when the system decides in place of officers
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    closed_by_name = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=60, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["role", "unit", "due_at", "id"], name="task_inbox", condition=Q(closed_at=None)
            ),
            models.Index(fields=["unit", "due_at", "id"], name="task_unit", condition=Q(closed_at=None)),
            models.Index(
                fields=["service_code", "unit", "due_at"], name="task_service", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["unit", "closed_at"], name="task_closed", condition=Q(closed_at__isnull=False)
            ),
            models.Index(
                fields=["warn_at"], name="task_to_warn", condition=Q(closed_at=None, warn_at__isnull=False)
            ),
            models.Index(fields=["closed_by", "-closed_at", "-id"], name="task_closer"),
            models.Index(
                fields=["due_at"], name="task_to_note", condition=Q(closed_at=None, overdue_noted_at=None)
            ),
            models.Index(
                fields=["escalate_at"],
                name="task_to_escalate",
                condition=Q(closed_at=None, escalate_at__isnull=False),
            ),
            models.Index(
                fields=["deem_at"], name="task_to_deem", condition=Q(closed_at=None, deem_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role", "unit", "lane"], condition=Q(closed_at=None), name="task_open_once"
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("opened_at")), name="task_due_after_opening"),
            models.CheckConstraint(
                condition=Q(is_escalation=False) | Q(escalate_at=None, deem_at=None),
                name="task_escalates_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, action="") | (Q(closed_at__isnull=False) & ~Q(action="")),
                name="task_action_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} {self.role}"
