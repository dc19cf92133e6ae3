"""Touch screens that give numbers."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history
from balai.services.queues.policies import MANAGE, SUPERVISE


class KioskQuerySet(models.QuerySet["Kiosk"]):
    """Reads of kiosks."""

    def visible_to(self, actor: Actor) -> Self:
        """Those at places that the actor coordinates or administers."""
        place = "place__unit"
        return self.filter(within(actor, SUPERVISE, place) | within(actor, MANAGE, place))


@history(_("Kiosk nomor antrean"), without=["seen_at"])
class Kiosk(Row):
    """A screen whose browser holds ``name`` in a signed cookie. Once ended it gives no number, whoever holds it."""

    place = models.ForeignKey("Place", models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=16, unique=True, db_collation="C")
    prints = models.BooleanField(default=False)
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[KioskQuerySet] = KioskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["place__order", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")), name="kiosk_times"
            )
        ]

    def __str__(self) -> str:
        return self.name
