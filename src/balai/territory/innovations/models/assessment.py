"""What a year's index is made of: the levels of the regency, and those of each innovation."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Penilaian indeks inovasi"))
class Assessment(Row):
    """The regency's own assessment of a year: levels of its indicators by number, and what proves them."""

    year = models.PositiveSmallIntegerField(unique=True)
    instrument = models.ForeignKey("innovations.Instrument", models.PROTECT, related_name="+")
    levels: Any = models.JSONField(default=dict)
    evidence: Any = models.JSONField(default=dict)
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(2007, 2100)), name="innovations_assessed_year")
        ]

    def __str__(self) -> str:
        return str(self.year)


@history(_("Inovasi yang dinilai"))
class AssessedInnovation(Row):
    """An innovation that counts in a year: levels of its indicators by number, and what proves them."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="innovations")
    innovation = models.ForeignKey("innovations.Innovation", models.PROTECT, related_name="+")
    levels: Any = models.JSONField(default=dict)
    evidence: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["innovation__name"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "innovation"], name="innovations_assessed_once")
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.innovation_id}"
