"""Booths (gerai): what an agency is in the public service mall for (Perpres 89/2021)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Gerai"))
class Booth(Row):
    """An agency in the mall. Where its services name no way to complain, ``complaints`` does.

    Texts are ``{"id": …, "en": …}``.
    """

    unit = models.OneToOneField("organizations.Unit", models.PROTECT, related_name="booth")
    summary = models.JSONField()
    icon = models.CharField(max_length=40)
    complaints = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=240, blank=True)  # where the way to complain is laid down
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "unit__name"]

    def __str__(self) -> str:
        return str(self.unit)
