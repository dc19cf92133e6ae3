"""Regencies that told us which of our packs they installed; they may take it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Pemakai paket"))
class Adopter(Row):
    """A regency, known by the key that it first reported with."""

    region_code = models.CharField(max_length=13, unique=True, db_collation="C")
    key = models.CharField(max_length=44)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["region_code"]

    def __str__(self) -> str:
        return self.region_code


@history(_("Adopsi paket"))
class Adoption(Row):
    """Which version of a pack it runs. ``facts`` are what it chose to add, such as results by indicator."""

    adopter = models.ForeignKey(Adopter, models.CASCADE, related_name="adoptions")
    pack = models.CharField(max_length=41, db_collation="C")
    version = models.CharField(max_length=20)
    installed_on = models.DateField()
    told_at = models.DateTimeField()  # by the adopter's clock
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["adopter", "pack"]
        constraints = [models.UniqueConstraint(fields=["adopter", "pack"], name="adoption_once")]

    def __str__(self) -> str:
        return f"{self.adopter_id} {self.pack} {self.version}"
