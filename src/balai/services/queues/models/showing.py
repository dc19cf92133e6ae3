"""What people see while they wait: screens, and what is announced on them."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Reads of announcements."""

    def current(self) -> Self:
        """Those that stand now."""
        now = timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


@history(_("Pengumuman antrean"))
class Announcement(Row):
    """A sentence on the displays of a place for a time: a health post, an event, something to know."""

    class Kind(models.TextChoices):
        INFO = "info", _("Informasi")
        HEALTH = "health", _("Pos kesehatan")
        EVENT = "event", _("Kegiatan")

    place = models.ForeignKey("Place", models.PROTECT, related_name="announcements")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.JSONField()  # {"id": …, "en": …}
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects: ClassVar = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="announcement_times"
            ),
        ]

    def __str__(self) -> str:
        return local(self.text)


@history(_("Layar antrean"))
class Display(Row):
    """A screen. ``letters`` narrows it to some lines; none shows all."""

    place = models.ForeignKey("Place", models.PROTECT, related_name="displays")
    code = models.SlugField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=80)
    letters = ArrayField(models.CharField(max_length=2), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
