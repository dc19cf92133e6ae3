"""Units: regency agencies, district offices, village and ward governments, vertical agencies."""

from django.db import models

from balai.core.models import Row


class Unit(Row):
    """An organisation that serves, works and signs. Territorial units carry the region code as their code."""

    class Kind(models.TextChoices):
        REGENCY = "pemkab", "Pemerintah kabupaten"
        AGENCY = "opd", "Perangkat daerah"
        MALL = "mpp", "Mal Pelayanan Publik"
        DISTRICT = "kecamatan", "Kantor kecamatan"
        WARD = "kelurahan", "Kantor kelurahan"
        VILLAGE = "desa", "Pemerintah desa"
        VERTICAL = "vertikal", "Instansi vertikal"

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

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ServiceHours(models.Model):
    """When a unit serves on a weekday (0 = Monday), in the regency's zone; a day may have several periods."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="hours")
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


class Holiday(models.Model):
    """A day on which the regency's offices do not work, with the decree that says so."""

    date = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=160)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
