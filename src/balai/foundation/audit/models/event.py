"""Domain events: what happened, by whom, to what; appended in the transaction of the change."""

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from balai.core.models import Row


def _told(fact: str) -> KeyTextTransform:
    return KeyTextTransform(fact, "facts")


class Event(Row):
    """One change as a registered name with facts. No identity numbers, ever. Rows are never changed."""

    name = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    actor_role = models.CharField(max_length=120, blank=True)
    unit_id = models.UUIDField(null=True)
    region_code = models.CharField(max_length=13, blank=True, db_collation="C")
    is_public = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    context_id = models.UUIDField(
        null=True
    )  # the request, job or command; the changes of rows carry the same

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_id", "id"], name="event_subject"),
            models.Index(fields=["unit_id", "-id"], name="event_unit"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
            models.Index(fields=["name", "-id"], name="event_name"),
            models.Index(_told("code"), "id", name="event_code", condition=Q(facts__has_key="code")),
            models.Index(_told("number"), "id", name="event_number", condition=Q(facts__has_key="number")),
            models.Index(fields=["context_id"], name="event_context", condition=Q(context_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_id}"
