"""A pack that somebody brought to a page, or had fetched from a catalogue: checked, compared, chosen from, then
installed or thrown away.
"""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history

LONGEST_WORK = timedelta(minutes=10)  # after which a job is taken for dead


@history(_("Kiriman paket"), without=["content", "findings", "choices", "step", "steps", "doing"])
class Arrival(Row):
    """The ZIP with what the check found. ``step`` of ``steps`` says how far the job is with what it is ``doing``."""

    class State(models.TextChoices):
        FETCHING = "fetching", _("Diambil")
        MISSED = "missed", _("Tidak terambil")
        CHECKING = "checking", _("Diperiksa")
        FAULTY = "faulty", _("Tidak dapat dipasang")
        READY = "ready", _("Siap dipasang")
        INSTALLING = "installing", _("Sedang dipasang")
        INSTALLED = "installed", _("Terpasang")
        DISCARDED = "discarded", _("Dibuang")

    WORKING = (State.FETCHING, State.CHECKING, State.INSTALLING)
    WAITING = (*WORKING, State.MISSED, State.FAULTY, State.READY)

    file_name = models.CharField(max_length=120)
    publisher = models.ForeignKey("Publisher", models.PROTECT, null=True)  # null: brought by hand
    content = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING, db_collation="C")
    brought_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=60, blank=True)
    findings = models.JSONField(default=dict)  # faults, or what the comparison said; then what came of it
    choices = models.JSONField(default=dict)  # a side for "kind/key" or "kind/key#place", as chosen so far
    pack = models.CharField(max_length=60, blank=True)  # name and version, once they are known

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__lte=models.F("steps")), name="arrival_step_within_steps"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        """True while a job is at it."""
        return self.state in self.WORKING and timezone.now() - self.changed_at < LONGEST_WORK

    @property
    def is_stuck(self) -> bool:
        """True when a job must have died."""
        return self.state in self.WORKING and not self.is_working
