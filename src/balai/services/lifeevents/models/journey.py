"""A person's own list for a life event: the answers, and what was ticked off by hand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from balai.core.actor import Actor
from balai.core.models import Row


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Journeys as an actor may see them."""

    def visible_to(self, actor: Actor) -> "JourneyQuerySet":
        """The actor's own, nobody else's."""
        return self.filter(person_id=actor.user_id) if actor.user_id else self.none()


class Journey(Row):
    """Kept by its person and removed at will; how far its steps are is read from cases, drafts and appointments."""

    event = models.ForeignKey("catalogue.LifeEvent", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["person", "-created_at"], name="journey_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event"], condition=Q(closed_at=None), name="journey_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.pk}"


class Tick(Row):
    """A step that its person says is done; ``key`` is that of the item, such as ``akta-kelahiran-2``."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=44, db_collation="C")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["journey", "key"], name="journey_tick_once")]

    def __str__(self) -> str:
        return self.key
