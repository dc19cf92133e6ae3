"""Versions of the regency's look."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(without=["arms"])
class LookVersion(Row):
    """What the regency puts over its pack's look; empty parts stay the pack's. The draft is not published yet."""

    class ArmsType(models.TextChoices):
        PNG = "png", "PNG"
        SVG = "svg", "SVG"

    name = models.CharField(max_length=80, blank=True)
    mark = models.CharField(max_length=4, blank=True)
    colours = models.JSONField(default=dict)  # {"light": {"primary": "#2346c6"}, "dark": {…}}
    arms = models.BinaryField(null=True)
    arms_type = models.CharField(max_length=3, choices=ArmsType, blank=True)
    author_name = models.CharField(max_length=120)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["published_at"],
                condition=Q(published_at=None),
                nulls_distinct=False,
                name="look_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(arms=None, arms_type="") | (Q(arms__isnull=False) & ~Q(arms_type="")),
                name="look_arms_type",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.published_at or ''}".strip()
