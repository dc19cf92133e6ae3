"""A request that somebody without an account is still writing."""

from django.db import models

from balai.core.models import Row


class RequestDraft(Row):
    """The answers so far; whoever has the signed address goes on with it, on any device, until it is sent."""

    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)
