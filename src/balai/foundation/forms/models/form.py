"""Declared forms as installed: every change is a new version, old ones stay for running matters."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.drafting import DefinitionDraft
from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Versi formulir"))
class FormVersion(Row):
    """One version of a form's definition; never changed afterwards."""

    code = models.CharField(max_length=60, db_collation="C")
    version = models.PositiveIntegerField()
    definition: Any = models.JSONField()
    digest = models.CharField(max_length=64)
    pack = models.CharField(max_length=60)
    pack_version = models.CharField(max_length=20)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="form_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="form_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


@history(_("Draf formulir"))
class FormDraft(DefinitionDraft):
    """The next version of a form while it is written: one a form, sound or not."""
