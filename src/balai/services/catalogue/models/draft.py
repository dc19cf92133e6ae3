"""A service as the administrator is changing it: seen by nobody else before it is published."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Draf layanan"))
class ServiceDraft(Row):
    """The whole entry as a pack would carry it; ``base`` is how the service read when the draft was begun."""

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    entry: Any = models.JSONField()
    base: Any = models.JSONField(null=True)  # null for a service that does not exist yet
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
