"""Where guests are received, and how many people a site takes on a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history

EVERY_WORKDAY = [0, 1, 2, 3, 4]


def workdays() -> list[int]:
    """Monday to Friday."""
    return list(EVERY_WORKDAY)


@history(_("Tempat kunjungan"))
class Site(Row):
    """A place of a unit that receives guests: a lounge, the mall, an office, a village."""

    code = models.SlugField(max_length=60, unique=True, db_collation="C")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    name = models.JSONField()  # {"id": …, "en": …}
    shows = models.JSONField(default=dict)  # {"id": …, "en": …}: what is seen there
    capacity = models.PositiveSmallIntegerField()  # people a day, over all delegations
    weekdays = models.JSONField(default=workdays)  # 0 is Monday
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=2000), name="site_capacity")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)


@history(_("Hari sebuah tempat"))
class SiteDay(Row):
    """A day of a site that is taken, or differs from the others.

    ``taken`` follows the seats by a trigger, so that no statement whatever takes more than ``capacity``.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="days")
    date = models.DateField()
    capacity = models.PositiveSmallIntegerField()
    taken = models.IntegerField(default=0)
    reason = models.CharField(max_length=120, blank=True)  # why it differs: closed, an extra day

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["site", "date"], name="site_day_once"),
            models.CheckConstraint(condition=Q(taken__gte=0, taken__lte=F("capacity")), name="site_day_room"),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.date}"


@history(_("Tempat sebuah rombongan"))
class Seat(Row):
    """How many people of a delegation a site expects on a day; given back when they do not come there."""

    day = models.ForeignKey(SiteDay, models.PROTECT, related_name="seats")
    delegation = models.ForeignKey("visits.Delegation", models.PROTECT, related_name="seats")
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "delegation"], name="seat_once"),
            models.CheckConstraint(condition=Q(people__gte=1), name="seat_people"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.people}"
