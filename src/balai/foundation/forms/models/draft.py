"""Drafts: answers as typed, kept until they are handed in, discarded or expired."""

from typing import Any

from django.db import models
from django.db.models import Q

from balai.core.models import Row


class Draft(Row):
    """Answers to one form for one purpose, of a person or of a visitor who has not signed in yet.

    ``version`` grows by one with every save; a save names the version that it saw, so that of two
    devices the second is told. ``known`` are the fields that were filled from what is known already.
    """

    owner = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="drafts")
    visitor = models.CharField(max_length=64, blank=True)
    form = models.ForeignKey("forms.FormVersion", models.PROTECT, related_name="drafts")
    purpose = models.CharField(max_length=160)
    answers: Any = models.JSONField(default=dict)
    known: Any = models.JSONField(default=list)
    step = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [
            models.Index(
                fields=["owner", "-saved_at"], name="draft_of_owner", condition=Q(owner__isnull=False)
            ),
            models.Index(fields=["visitor"], name="draft_of_visitor", condition=~Q(visitor="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, visitor="") | Q(owner__isnull=True) & ~Q(visitor=""),
                name="draft_one_holder",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="draft_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
