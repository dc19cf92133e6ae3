"""Reassignments: all that somebody has in hand on a unit goes to a colleague, or back to everybody with the role."""

from django.db import models
from django.db.models import F, Q

from balai.core.models import Row


class Reassignment(Row):
    """What a supervisor asked for, and how much of it was moved. Without ``receiver`` the tasks are nobody's again."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    giver = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=240)
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "giver"], condition=Q(done_at=None), name="reassignment_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(receiver=None) | ~Q(giver=F("receiver")), name="reassignment_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.giver_id}"
