"""Lines, the published rule that each follows, and the strip from which a day's numbers are torn."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history

BY_LETTER = (Length("letter"), "letter")  # A to Z, and only then AA


@history(_("Aturan antrean"))
class QueueRule(Row):
    """How places of a day are shared out and who comes when, as data with its source; in force from a day on."""

    code = models.SlugField(max_length=40, db_collation="C")
    valid_from = models.DateField()
    content = models.JSONField()  # see rules.py
    source = models.CharField(max_length=240)

    class Meta:
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="queue_rule_once"),
            models.CheckConstraint(condition=~Q(source=""), name="queue_rule_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


@history(_("Antrean"))
class Line(Row):
    """A group of services of an agency at a place, with the letter of its numbers."""

    place = models.ForeignKey("Place", models.PROTECT, related_name="lines")
    letter = models.CharField(max_length=2, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    services = ArrayField(models.SlugField(max_length=60), default=list)
    minutes = models.PositiveSmallIntegerField()  # what one takes, until it has been measured
    rule = models.SlugField(max_length=40, db_collation="C")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = BY_LETTER
        constraints = [
            models.UniqueConstraint(fields=["place", "letter"], name="line_letter_once"),
            models.CheckConstraint(condition=Q(letter__regex=r"^[A-Z]{1,2}$"), name="line_letter"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=240), name="line_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.title}"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)


class Strip(Row):
    """The numbers of a line on a day. Whoever takes one holds this row, which counts the places taken by channel."""

    line = models.ForeignKey("Line", models.PROTECT, related_name="strips")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)
    taken = models.JSONField(default=dict)  # {"kiosk": 12}
    usual_seconds = models.PositiveIntegerField(null=True)  # what one took on the last such weekdays

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "day"], name="strip_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.day} {self.last}"
