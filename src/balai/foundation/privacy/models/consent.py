"""Consent, where it is the legal basis of a processing (UU 27/2022 art. 20 (2) a, 22 to 24 [R])."""

from django.db import models
from django.db.models import F, Q

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class Consent(Row):
    """One consent to one entry of the register. Withdrawing ends it; given again it is a new row."""

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=60, db_collation="C")  # the code of a Processing
    words = models.JSONField()  # what the register said when it was given
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="consent_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_at:%Y-%m-%d}"
