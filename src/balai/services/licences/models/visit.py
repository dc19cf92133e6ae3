"""Supervision: visits to what was permitted, and what was found there."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history, only_grows
from balai.services.licences.models.licence import VIEW


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those to one's own licences, and at units that a role with ``licences.view`` reaches."""
        if actor.is_system:
            return self
        own = Q(licence__holder_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW, "licence__unit"))


@only_grows
class Visit(Row):
    """An officer was there on a day and wrote down what there was; ``values`` are the answers of the form."""

    licence = models.ForeignKey("licences.Licence", models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    officer_id = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=120)
    form_code = models.CharField(max_length=60, db_collation="C")
    form_version = models.PositiveIntegerField()
    values = models.JSONField()

    objects: ClassVar = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-id"]

    def __str__(self) -> str:
        return f"{self.licence_id} {self.visited_on}"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """As the visits that they belong to."""
        if actor.is_system:
            return self
        own = Q(visit__licence__holder_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW, "visit__licence__unit"))

    def still_open(self) -> Self:
        """Those that are not settled."""
        return self.filter(closed_on=None)


@history(_("Temuan pengawasan"))
class Finding(Row):
    """Something that has to be put right by a day, until an officer saw that it was."""

    class Severity(models.TextChoices):
        MINOR = "minor", _("Ringan")
        MEDIUM = "medium", _("Sedang")
        MAJOR = "major", _("Berat")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    text = models.CharField(max_length=500)
    severity = models.CharField(max_length=6, choices=Severity)
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=500, blank=True)  # what was done about it

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], name="licences_finding_open", condition=Q(closed_on=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by="", outcome="")
                | (Q(closed_on__isnull=False) & ~Q(closed_by="") & ~Q(outcome="")),
                name="licences_finding_closed",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="licences_finding_text"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_late(self) -> bool:
        """True while it is open after its day."""
        return self.closed_on is None and self.due_on < timezone.localdate()

    def facts(self) -> dict[str, Any]:
        """What every event of this finding tells."""
        return {"number": self.visit.licence.number, "finding": self.text}
