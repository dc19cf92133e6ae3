"""The Kemendagri tree of regions: province, regency or city, district, village."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Length, Replace


class RegionQuerySet(models.QuerySet["Region"]):
    """Reads of the tree; a subtree is a prefix of the code."""

    def current(self) -> Self:
        """Without the places that the newest list no longer knows."""
        return self.filter(is_current=True)

    def inside(self, prefix: str) -> Self:
        """The places below a code (not the code itself); everything for an empty prefix."""
        return self.filter(code__startswith=f"{prefix}.") if prefix else self

    def of_subtree(self, code: str) -> Self:
        """A place and everything below it."""
        return self.filter(models.Q(code=code) | models.Q(code__startswith=f"{code}."))


class Region(models.Model):
    """A place by its Kemendagri code; a subtree is a prefix of the code (collation C)."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", "Provinsi"
        REGENCY = "kabupaten", "Kabupaten"
        CITY = "kota", "Kota"
        DISTRICT = "kecamatan", "Kecamatan"
        WARD = "kelurahan", "Kelurahan"
        VILLAGE = "desa", "Desa"
        CUSTOMARY_VILLAGE = "desa_adat", "Desa Adat"

    code = models.CharField(primary_key=True, max_length=13, db_collation="C")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    level = models.GeneratedField(  # 1 province, 2 regency or city, 3 district, 4 village
        expression=Length("code") - Length(Replace("code", models.Value("."), models.Value(""))) + 1,
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    search_name = models.CharField(max_length=120, db_collation="C")  # own name: words, lower case, plain
    search = SearchVectorField(null=True)  # A: own name, B: the parent's, C: the regency's
    is_current = models.BooleanField(default=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    boundary = models.JSONField(null=True)  # GeoJSON geometry, from `import batas`

    objects: ClassVar = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(fields=["search"], name="region_search")]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="region_level"),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="region_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
