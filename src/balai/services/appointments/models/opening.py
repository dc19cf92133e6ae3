"""What people can come for by appointment: a service of a unit with its slots."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history


@history(_("Jadwal janji temu"))
class Opening(Row):
    """Slots of a unit for a service. They lie within the unit's hours, holidays and closing days left out."""

    code = models.SlugField(max_length=60, unique=True, db_collation="C")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    service = models.SlugField(max_length=60, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    bring = models.JSONField(default=dict)  # {"id": …, "en": …}: what to bring along
    week = models.JSONField(default=dict)  # {"0": [["08:00", "11:00"]]}; empty: all hours of the unit
    slot_minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()  # people a slot
    horizon_days = models.PositiveSmallIntegerField()  # how far ahead
    notice_hours = models.PositiveSmallIntegerField()  # how long before at the latest
    quota = models.PositiveSmallIntegerField()  # coming appointments a person
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "service"], name="opening_service_once"),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=480), name="opening_slot"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1, quota__gte=1), name="opening_room"),
            models.CheckConstraint(
                condition=Q(horizon_days__gte=1, horizon_days__lte=90), name="opening_horizon"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)
