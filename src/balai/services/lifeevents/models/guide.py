"""What has to be done when something happens in somebody's life: content of a pack."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import history


@history(_("Panduan peristiwa"))
class Guide(models.Model):
    """The questions and steps of one life event, as the pack carries them (see ``reading``)."""

    event = models.OneToOneField("catalogue.LifeEvent", models.PROTECT, primary_key=True, related_name="+")
    definition = models.JSONField()
    pack = models.CharField(max_length=41)
    pack_version = models.CharField(max_length=20)

    class Meta:
        ordering = ["event"]

    def __str__(self) -> str:
        return str(self.event_id)
