"""Number series: gapless within a year, drawn under the lock of the counter row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history

DEFAULT_PATTERN = "{klasifikasi}/{nomor:03}/{kode_unit}/{bulan_romawi}/{tahun}"


@history(_("Seri nomor"))
class NumberSeries(Row):
    """How a unit numbers. An empty kind or classification covers all that have no series of their own."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    classification = models.CharField(max_length=30, blank=True)
    pattern = models.CharField(max_length=120, default=DEFAULT_PATTERN)

    class Meta:
        ordering = ["unit", "kind", "classification"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "classification"], name="series_scope_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.classification}".strip()


@history(_("Penghitung nomor"))
class SeriesCounter(models.Model):
    """The last number of a series in a year; this row is the lock of the draw."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}: {self.last}"


@history(_("Nomor terbit"))
class IssuedNumber(Row):
    """A number that was drawn. It is never used again; a cancelled one stays with its reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=160)
    drawn_on = models.DateField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["series", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="number_positive"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""), name="number_cancel_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text
