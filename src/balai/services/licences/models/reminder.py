"""What holders were reminded of."""

from django.db import models

from balai.core.models import Row
from balai.foundation.audit.api import only_grows


@only_grows
class Reminder(Row):
    """That a licence ends in so many days was told, once."""

    licence = models.ForeignKey("licences.Licence", models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["licence", "days"], name="licences_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.licence_id} {self.days}"
