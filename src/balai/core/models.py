"""Base model of Balai's own tables."""

from django.db import models

from balai.core.ids import uuid7


class Row(models.Model):
    """A row with a UUIDv7 key and its time of creation (UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True
