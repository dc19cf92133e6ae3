"""What this regency publishes: versions of packs as they were given away, and their withdrawals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows


@only_grows
@history(_("Terbitan paket"), without=["content"])
class Release(Row):
    """One version of a pack. It never changes: a trigger refuses it, and other content needs another version."""

    name = models.CharField(max_length=41, db_collation="C")
    version = models.CharField(max_length=20)
    manifest = models.JSONField()
    note = models.CharField(max_length=240, blank=True)  # what is new in it
    content = models.BinaryField()  # the ZIP
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    published_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="release_once"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="release_has_content"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@only_grows
@history(_("Penarikan terbitan"))
class Withdrawal(Row):
    """A version that is offered no more; who has it keeps it."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=240)
    withdrawn_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.release}: {self.reason}"
