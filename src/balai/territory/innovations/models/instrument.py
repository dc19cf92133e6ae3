"""The instrument of the regional innovation index (Permendagri 104/2018): versioned, since the ministry changes it."""

from typing import Any

from django.db import models

from balai.core.models import Row
from balai.foundation.audit.api import only_grows


@only_grows
class Instrument(Row):
    """One version; an assessment keeps the version by which it was made. ``definition``: see schema.py."""

    code = models.CharField(max_length=60, db_collation="C")
    number = models.PositiveSmallIntegerField()
    definition: Any = models.JSONField()
    pack = models.CharField(max_length=41)
    pack_version = models.CharField(max_length=20)

    class Meta:
        ordering = ["-code", "-number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="innovations_instrument_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
