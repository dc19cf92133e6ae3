"""What is installed, from which pack and version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Paket"), without=["told"])
class InstalledPack(Row):
    """A pack as it was last installed, with its origin kept. ``told`` is what its publisher knows of it."""

    name = models.CharField(max_length=41, unique=True)
    version = models.CharField(max_length=20)
    manifest = models.JSONField()
    digest = models.CharField(max_length=64)
    installed_at = models.DateTimeField()
    installed_by = models.CharField(max_length=120)
    publisher = models.ForeignKey("Publisher", models.PROTECT, null=True)  # whose catalogue it came from
    told = models.CharField(max_length=64, blank=True)  # digest of the last report; empty for none

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class InstalledEntry(models.Model):
    """One installed entry: its digest in the pack, and how it read here when nobody had adapted it yet.

    ``content`` is what a later version is compared with; null in rows from before it was kept. ``choices`` are places
    where the regency's side was chosen over the pack's, each with the digest of what stood there.
    """

    pack = models.ForeignKey(InstalledPack, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    content = models.JSONField(null=True)
    choices = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["pack", "kind", "key"], name="entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PackFile(models.Model):
    """One file of an installed pack, as it was brought: what an export gives away again."""

    pack = models.ForeignKey(InstalledPack, models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["pack", "path"], name="pack_file_once")]

    def __str__(self) -> str:
        return self.path
