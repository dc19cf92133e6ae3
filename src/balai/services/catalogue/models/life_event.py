"""Life events: the way into the catalogue for somebody who does not know the name of a service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import history


@history(_("Peristiwa hidup"))
class LifeEvent(models.Model):
    """Something that happens to people, such as opening a business, with the services that it needs."""

    code = models.CharField(primary_key=True, max_length=40)
    title = models.JSONField()
    summary = models.JSONField()
    icon = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code
