"""How long data are kept, and what the job that removes them has done."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class RetentionRule(Row):
    """After how many days data of one kind go; never for regulated records."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    days = models.PositiveIntegerField()
    source = models.CharField(max_length=240)

    class Meta:
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(days__gte=1), name="retention_at_least_a_day")]

    def __str__(self) -> str:
        return f"{self.code}: {self.days}"


class RetentionRun(Row):
    """One pass of a rule: what was due, what of it was removed, what is kept and why; a dry one removes nothing."""

    class Why(models.TextChoices):
        UNSENT = "unsent", _("belum terkirim, atau gagal dan menunggu administrator")
        FAILED = "failed", _("gagal; administrator belum melihatnya")

    rule = models.ForeignKey(RetentionRule, models.CASCADE, related_name="runs")
    days = models.PositiveIntegerField()
    is_dry = models.BooleanField()
    found = models.PositiveIntegerField()
    removed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    why_kept = models.CharField(max_length=10, choices=Why, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_dry=False) | Q(removed=0), name="retention_dry_removes_nothing"
            ),
            models.CheckConstraint(
                condition=Q(removed__lte=F("found") - F("kept")), name="retention_removes_what_it_found"
            ),
            models.CheckConstraint(condition=Q(kept=0) | ~Q(why_kept=""), name="retention_says_why_it_keeps"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.created_at}"
