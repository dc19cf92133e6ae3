"""The Kemendagri tree of regions: province, regency or city, district, village."""

from django.db import models


class Region(models.Model):
    """A place by its Kemendagri code; a subtree is a prefix of the code (collation C)."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", "Provinsi"
        REGENCY = "kabupaten", "Kabupaten"
        CITY = "kota", "Kota"
        DISTRICT = "kecamatan", "Kecamatan"
        WARD = "kelurahan", "Kelurahan"
        VILLAGE = "desa", "Desa"
        CUSTOMARY_VILLAGE = "desa_adat", "Desa adat"

    code = models.CharField(primary_key=True, max_length=13, db_collation="C")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    search_name = models.CharField(max_length=120, db_collation="C", db_index=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    boundary = models.JSONField(null=True)  # GeoJSON geometry, from `import batas`

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
