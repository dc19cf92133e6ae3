"""Delegations: the work of an officer on leave in the hands of a colleague of the same unit, for a period."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from balai.core.models import Row
from balai.foundation.audit.api import history


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def live(self, on: date) -> "DelegationQuerySet":
        """Those that hold on the day: begun, not ended, not revoked."""
        return self.filter(revoked_at=None, starts_on__lte=on, ends_on__gte=on)


@history()
class Delegation(Row):
    """Both days included. One delegation a day for each giver and unit; a trigger refuses a second one."""

    giver = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=240)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    objects: ClassVar = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(
                fields=["receiver", "ends_on"], name="delegation_live", condition=Q(revoked_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="delegation_dates"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"
