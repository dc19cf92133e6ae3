"""Collectors: the units that take money in, and where in their book it stands; data from packs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Unit pemungut"))
class Collector(Row):
    """A unit with a treasurer of receipts: its chart, and the accounts that every payment touches."""

    unit = models.OneToOneField("organizations.Unit", models.PROTECT, related_name="+")
    chart = models.CharField(max_length=40, db_collation="C")
    cash = models.CharField(max_length=30, db_collation="C")  # in the treasurer's hands
    bank = models.CharField(max_length=30, db_collation="C")  # the account of the regency
    surplus = models.CharField(max_length=30, db_collation="C")  # owed to payers
    is_fallback = models.BooleanField(default=False)  # what nobody can place is kept here
    pack = models.CharField(max_length=80)

    class Meta:
        ordering = ["unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_fallback"], condition=models.Q(is_fallback=True), name="payments_one_fallback"
            )
        ]

    def __str__(self) -> str:
        return str(self.unit_id)
