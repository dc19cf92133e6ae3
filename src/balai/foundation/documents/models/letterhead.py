"""Letterheads in a unit's own words, version by version."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Kop surat"), without=["emblem"])
class OwnLetterhead(Row):
    """What a unit puts over the letterhead that its data give; empty parts stay as the data say.

    A draft has no beginning yet; the one in force has no end. A version never changes once it began.
    """

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    lines = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    title = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=240, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    emblem = models.BinaryField(null=True)
    emblem_file = models.CharField(max_length=40, blank=True)  # the name of the emblem as a file
    author_name = models.CharField(max_length=120)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(starts_at=None), name="letterhead_one_draft"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(starts_at__isnull=False, ends_at=None),
                name="letterhead_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="letterhead_period"
            ),
            models.CheckConstraint(
                condition=Q(emblem=None, emblem_file="") | (Q(emblem__isnull=False) & ~Q(emblem_file="")),
                name="letterhead_emblem_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.starts_at or ''}".strip()
