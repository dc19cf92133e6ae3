"""Saved views: filters of the inbox under a name."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class SavedView(Row):
    """The query of an inbox address. ``unit`` shares it with colleagues there; one view a person opens first."""

    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["unit"], name="view_shared", condition=Q(unit__isnull=False))]
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="view_name_once"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_default=True), name="view_one_default"),
        ]

    def __str__(self) -> str:
        return self.name
