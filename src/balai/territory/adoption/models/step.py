"""The steps of a plan: which unit does what in which month, at what cost."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.clock import after_months
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.territory.adoption.models.plan import MANAGE, WORK


class Progress(models.TextChoices):
    """How far a step is."""

    TODO = "todo", _("Belum mulai")
    DOING = "doing", _("Dikerjakan")
    DONE = "done", _("Selesai")
    DROPPED = "dropped", _("Ditinggalkan")


class StepQuerySet(models.QuerySet["Step"]):
    """Steps as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """All for whoever keeps the plans, else those of the own units."""
        if actor.is_system or actor.grants_with(MANAGE):
            return self
        return self.filter(within(actor, WORK))

    def at_work(self, actor: Actor) -> Self:
        """Those that the actor's own units carry out."""
        return self.filter(within(actor, WORK))

    def unfinished(self) -> Self:
        """Those that somebody still has to do, in plans that are taken up."""
        open_plans = Q(plan__state__in=("planned", "running"))
        return self.filter(open_plans, progress__in=(Progress.TODO, Progress.DOING))


@history(_("Langkah adopsi"))
class Step(Row):
    """Something to be done by a unit until the end of a month; ``month`` is its first day, ``cost`` is rupiah."""

    plan = models.ForeignKey("adoption.Plan", models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    month = models.DateField()
    cost = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    pack = models.CharField(max_length=41, blank=True)
    closes = models.ForeignKey("adoption.Requirement", models.SET_NULL, null=True, related_name="steps")
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.TODO)
    note = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(null=True)
    case_id = models.UUIDField(null=True, unique=True)  # the task in its unit's inbox, from its month on

    objects: ClassVar[StepQuerySet] = StepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["plan__priority", "month", "place", "id"]
        indexes = [models.Index(fields=["unit", "month"], name="adoption_step_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="adoption_step_month"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="adoption_step_cost"),
            models.CheckConstraint(
                condition=Q(progress="done", done_on__isnull=False) | (~Q(progress="done") & Q(done_on=None)),
                name="adoption_step_done_on",
            ),
            models.CheckConstraint(
                condition=~Q(progress="dropped") | ~Q(note=""), name="adoption_step_dropped_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def last_day(self) -> date:
        """The day until which it has to be done: the last one of its month."""
        return after_months(self.month, 1) - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """True while somebody still has to do it."""
        return self.progress in (Progress.TODO, Progress.DOING)
