"""Tariffs: what a service costs by which regulation, for as long as that holds; data from packs."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


class TariffQuerySet(models.QuerySet["Tariff"]):
    """Tariffs by when they hold."""

    def on(self, day: date) -> Self:
        """The tariffs in force on the day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


@history(_("Tarif"))
class Tariff(Row):
    """One table of prices with its period and source. ``items`` is ``{code: {name, price, unit, account}}``."""

    code = models.CharField(max_length=60, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    source = models.CharField(max_length=240)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    chart = models.CharField(max_length=60, db_collation="C")
    receivable = models.CharField(max_length=30, db_collation="C")
    items = models.JSONField()
    round_to = models.DecimalField(max_digits=8, decimal_places=2)
    due_days = models.PositiveSmallIntegerField()
    allows_parts = models.BooleanField(default=False)
    late_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)  # for each month begun
    late_months = models.PositiveSmallIntegerField(default=0)  # at most
    late_account = models.CharField(max_length=30, blank=True, db_collation="C")
    pack = models.CharField(max_length=80)

    objects = TariffQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="payments_tariff_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="payments_tariff_period",
            ),
            models.CheckConstraint(condition=Q(round_to__gt=0), name="payments_tariff_rounding"),
        ]

    @property
    def prices(self) -> list[dict[str, Any]]:
        """The items with their prices as amounts."""
        return [{**item, "price": Decimal(item["price"])} for item in self.items.values()]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"
