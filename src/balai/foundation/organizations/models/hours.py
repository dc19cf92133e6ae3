"""When units serve, and the days on which no office works."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Pola jam kerja"))
class HoursPattern(models.Model):
    """Office hours that units of some kinds follow unless they have their own; content of a pack."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.JSONField()  # {"id": …, "en": …}
    source = models.CharField(max_length=160, blank=True)
    unit_kinds = ArrayField(models.CharField(max_length=10), default=list)
    periods = models.JSONField()  # {"0": [["08:00", "15:30"]], …}: weekday (0 = Monday) to periods

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


@history(_("Jam layanan"))
class ServiceHours(models.Model):
    """A unit's own hours (weekday 0 = Monday), in the regency's zone; a day may have several periods."""

    unit = models.ForeignKey("organizations.Unit", models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="hours_weekday"),
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="hours_order"),
            models.UniqueConstraint(fields=["unit", "weekday", "opens"], name="hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


@history(_("Hari tutup"))
class Closure(Row):
    """A day on which one unit does not serve although others do: a village feast, a move, a flood."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="closures")
    date = models.DateField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=160)

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["unit", "date"], name="closure_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


@history(_("Hari libur"))
class Holiday(models.Model):
    """A day on which the regency's offices do not work, with the decree that says so.

    ``is_verified`` is False until an administrator has compared the day with the decree.
    """

    date = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=160)
    is_verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
