"""What the regency chose for a part of Balai."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Pilihan bagian"))
class Choice(Row):
    """One part: where it stands on the roadmap, since or from which month, and why."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Direncanakan")
        TRIAL = "trial", _("Uji coba")
        USED = "used", _("Dipakai")
        LEFT_OUT = "left_out", _("Tidak dipakai")

    part = models.CharField(max_length=40, unique=True, db_collation="C")
    state = models.CharField(max_length=10, choices=State)
    month = models.DateField(null=True)  # its first day
    reason = models.CharField(max_length=240)

    class Meta:
        ordering = ["part"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="choice_has_reason"),
            models.CheckConstraint(
                condition=models.Q(month__isnull=True) | models.Q(month__day=1), name="choice_month_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.state}"
