"""Counters, and who sits there."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.services.queues.policies import MANAGE, SERVE, SUPERVISE

if TYPE_CHECKING:
    from balai.services.queues.models.line import Line


class CounterQuerySet(models.QuerySet["Counter"]):
    """Reads of counters."""

    def visible_to(self, actor: Actor) -> Self:
        """Those at places of the actor's unit, and those that serve a line of the actor's agency."""
        place = "place__unit"
        own = within(actor, SERVE, place) | within(actor, SUPERVISE, place) | within(actor, MANAGE, place)
        guest = Exists(
            apps.get_model("queues.Line").objects.filter(within(actor, SERVE), counters=OuterRef("pk"))
        )
        return self.filter(own | Q(guest))


@history(_("Loket"))
class Counter(Row):
    """A desk at which officers of one or several lines serve."""

    place = models.ForeignKey("Place", models.PROTECT, related_name="counters")
    number = models.CharField(max_length=6, db_collation="C")
    name = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    lines: "models.ManyToManyField[Line, Line]" = models.ManyToManyField("Line", related_name="counters")
    is_active = models.BooleanField(default=True)

    objects: ClassVar = CounterQuerySet.as_manager()
    # as ``access.seen`` reads them
    shift: dict[str, Any] | None
    at: dict[str, Any] | None
    is_done: bool

    class Meta:
        ordering = ["order", "number"]
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="counter_number_once")]

    def __str__(self) -> str:
        return self.number


@history(_("Petugas jaga"))
class Shift(Row):
    """An officer at a counter, from opening to closing it; ``paused_at`` while nobody is called."""

    counter = models.ForeignKey("Counter", models.PROTECT, related_name="shifts")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(ended_at=None), name="shift_one_a_counter"
            ),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(ended_at=None), name="shift_one_an_officer"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="shift_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.started_at}"
