"""Texts of one kind of notice: as the pack brought them, and as the regency changed them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Kalimat pemberitahuan"))
class Wording(Row):
    """``original`` comes from a pack and is kept; ``edited`` (null: none) is what the regency says instead."""

    kind = models.CharField(max_length=60, unique=True, db_collation="C")
    pack = models.CharField(max_length=60)
    original = models.JSONField()
    edited = models.JSONField(null=True)
    edited_from = models.JSONField(null=True)  # the original that the editor had in front of them
    edited_at = models.DateTimeField(null=True)
    edited_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edited=None, edited_from=None, edited_at=None)
                | models.Q(edited__isnull=False, edited_from__isnull=False, edited_at__isnull=False),
                name="wording_edit_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def texts(self) -> Any:
        """What is said now."""
        return self.edited or self.original

    @property
    def is_outdated(self) -> bool:
        """True when the pack has brought a new original since the regency changed its text."""
        return self.edited is not None and self.edited_from != self.original
