"""The register of processing activities: as a pack brought them, and as the regency changed them."""

from typing import Any

from django.db import models

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class Processing(Row):
    """What is done with which personal data, why, and on which legal basis (UU 27/2022 art. 20 and 31)."""

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    pack = models.CharField(max_length=60)
    original = models.JSONField()
    edited = models.JSONField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def facts(self) -> Any:
        """What the register says now."""
        return self.edited or self.original
