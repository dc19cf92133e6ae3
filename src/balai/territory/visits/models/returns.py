"""What comes back from the guests: arrivals, questions, evaluations, what they spent. By unit, never by person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows

BEST = 5


@only_grows
class Arrival(Row):
    """A unit came to a session. ``arrived_at`` is what its phone says, ``created_at`` when the house heard of it."""

    class Channel(models.TextChoices):
        CODE = "qr", _("Kode di tempat")
        LATE = "offline", _("Dikirim kemudian")
        DESK = "petugas", _("Dicatat petugas")

    key = models.CharField(max_length=60, unique=True, db_collation="C")
    session = models.ForeignKey("visits.Session", models.PROTECT, related_name="arrivals")
    unit = models.ForeignKey("visits.VisitingUnit", models.PROTECT, related_name="arrivals")
    people = models.PositiveSmallIntegerField()
    arrived_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        ordering = ["arrived_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="visit_arrival_people")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.unit_id}"


@history(_("Pertanyaan tamu"))
class Question(Row):
    """A question of a unit to a session, and what the host answered."""

    key = models.CharField(max_length=60, unique=True, db_collation="C")
    session = models.ForeignKey("visits.Session", models.PROTECT, related_name="questions")
    unit = models.ForeignKey("visits.VisitingUnit", models.PROTECT, related_name="questions")
    text = models.CharField(max_length=1000)
    answer = models.CharField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="visit_question_answered",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="visit_question_text"),
        ]

    def __str__(self) -> str:
        return self.text


@only_grows
class Rating(Row):
    """What somebody of a unit says of a session: how useful for its own work, how clear, in own words."""

    key = models.CharField(max_length=60, unique=True, db_collation="C")
    session = models.ForeignKey("visits.Session", models.PROTECT, related_name="ratings")
    unit = models.ForeignKey("visits.VisitingUnit", models.PROTECT, related_name="ratings")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__gte=1, useful__lte=BEST, clear__gte=1, clear__lte=BEST),
                name="visit_rating_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.useful}"


@only_grows
class Spending(Row):
    """What a unit says it spent here, in whole rupiah, for so many people and nights."""

    key = models.CharField(max_length=60, unique=True, db_collation="C")
    unit = models.OneToOneField("visits.VisitingUnit", models.PROTECT, related_name="spending")
    people = models.PositiveSmallIntegerField()
    nights = models.PositiveSmallIntegerField()
    lodging = models.DecimalField(max_digits=20, decimal_places=2)
    food = models.DecimalField(max_digits=20, decimal_places=2)
    goods = models.DecimalField(max_digits=20, decimal_places=2)
    travel = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, lodging__gte=0, food__gte=0, goods__gte=0, travel__gte=0),
                name="visit_spending_amounts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}"
