"""Units: regency agencies, district offices, village and ward governments, vertical agencies."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor, Grant, unit_ids_of
from balai.core.models import Row
from balai.foundation.audit.api import history


class UnitQuerySet(models.QuerySet["Unit"]):
    """Reads of units."""

    def active(self) -> Self:
        """Units that still exist."""
        return self.filter(is_active=True)

    def visible_to(self, actor: Actor) -> Self:
        """The units that one of the actor's roles reaches."""
        return self if actor.is_system else self.reached_by(actor.grants)

    def reached_by(self, grants: Iterable[Grant]) -> Self:
        """The units that the grants reach, by unit or by region."""
        grants = tuple(grants)
        covered = Q(pk__in=unit_ids_of(grants))
        for prefix in {grant.region_prefix for grant in grants if grant.region_prefix}:
            covered |= Q(region_id=prefix) | Q(region__code__startswith=f"{prefix}.")
        return self.filter(covered)


@history(_("Unit"))
class Unit(Row):
    """An organisation that serves, works and signs. Territorial units carry the region code as their code."""

    class Kind(models.TextChoices):
        REGENCY = "pemkab", _("Pemerintah kabupaten")
        AGENCY = "opd", _("Perangkat daerah")
        MALL = "mpp", _("Mal Pelayanan Publik")
        DISTRICT = "kecamatan", _("Kantor kecamatan")
        WARD = "kelurahan", _("Kantor kelurahan")
        VILLAGE = "desa", _("Pemerintah desa")
        VERTICAL = "vertikal", _("Instansi vertikal")

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subunits")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="units")
    address = models.CharField(max_length=240, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=120, blank=True)
    letter_code = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
