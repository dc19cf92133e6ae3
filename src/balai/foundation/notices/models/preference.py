"""What a person wants to be told, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Pilihan pemberitahuan"))
class Preference(Row):
    """A choice that differs from what the kind does by itself."""

    class Pace(models.TextChoices):
        NOW = "now"
        DAILY = "daily"
        OFF = "off"

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60, db_collation="C")
    channel = models.CharField(max_length=10, db_collation="C")
    pace = models.CharField(max_length=10, choices=Pace)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="preference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}: {self.pace}"
