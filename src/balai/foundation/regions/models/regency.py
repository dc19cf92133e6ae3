"""The one regency that this installation serves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Kabupaten"))
class Regency(Row):
    """The regency of this installation, with its time zone (from the province)."""

    region = models.OneToOneField("regions.Region", models.PROTECT)
    timezone = models.CharField(max_length=40)
    source = models.CharField(max_length=80)  # the stamp of the packaged list that was loaded
    look = models.UUIDField(null=True)  # the published version of the look; None = that of the pack
    texts = models.UUIDField(null=True)  # changes with the regency's own texts; None = there are none
    only_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only_one=True), name="regency_only_one")]

    def __str__(self) -> str:
        return self.region_id
