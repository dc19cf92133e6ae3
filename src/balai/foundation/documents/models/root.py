"""Roots of certificate authorities that this installation trusts when somebody outside signs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Akar tepercaya"))
class TrustedRoot(Row):
    """The certificate of an authority, such as BSrE's root, and where it was had from. It is ended, never deleted."""

    fingerprint = models.CharField(max_length=64, db_collation="C")  # SHA-256 of its DER
    name = models.CharField(max_length=300)  # as the certificate says
    certificate = models.TextField()  # PEM
    until = models.DateTimeField()
    source = models.CharField(max_length=300)
    added_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="trusted_root_fingerprint"
            ),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(ended_at=None), name="trusted_root_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="trusted_root_source"),
        ]

    def __str__(self) -> str:
        return self.name
