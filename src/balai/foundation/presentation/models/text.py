"""Texts in the regency's own words."""

from django.db import models

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class OwnText(Row):
    """What stands instead of a text; ``words`` is ``{"id": …, "en": …}``, a missing language stays the original's."""

    key = models.CharField(max_length=160, unique=True)
    words = models.JSONField()
    author_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
