"""Where people queue: the mall, its satellites, district offices, villages; and the days that differ."""

from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.services.queues.policies import MANAGE, SERVE, SUPERVISE


class PlaceQuerySet(models.QuerySet["Place"]):
    """Reads of places. That a place exists, and when it is open, is public."""

    def active(self) -> Self:
        """Those that people can come to."""
        return self.filter(is_active=True, unit__is_active=True)

    def visible_to(self, actor: Actor) -> Self:
        """Where the actor serves, supervises or administers: by the place's unit, or by that of one of its lines."""
        own = within(actor, SERVE) | within(actor, SUPERVISE) | within(actor, MANAGE)
        guest = Exists(
            apps.get_model("queues.Line").objects.filter(within(actor, SERVE), place=OuterRef("pk"))
        )
        return self.filter(own | models.Q(guest))


@history(_("Tempat layanan"))
class Place(Row):
    """A place with counters. ``week`` are its own hours (as of ``organizations``); without any, those of its unit."""

    class Kind(models.TextChoices):
        MALL = "mall", _("Mal pelayanan publik")
        SATELLITE = "satellite", _("Cabang mal pelayanan")
        DISTRICT = "district", _("Kantor kecamatan")
        VILLAGE = "village", _("Kantor desa atau kelurahan")

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40, unique=True, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    kind = models.CharField(max_length=10, choices=Kind)
    week = models.JSONField(default=dict)  # {"0": [["08:00", "15:00"]]}; empty: hours of the unit
    order = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    objects: ClassVar = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)


@history(_("Hari khusus tempat layanan"))
class PlaceDay(Row):
    """A day that differs: a festival night with longer hours, a closing day. It comes before week and holidays."""

    place = models.ForeignKey("Place", models.PROTECT, related_name="days")
    date = models.DateField()
    periods = models.JSONField(default=list)  # [["08:00", "22:00"]]; empty: closed
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["place", "date"], name="place_day_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
