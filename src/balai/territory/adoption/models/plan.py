"""A plan to adopt an innovation: what was seen, what it needs, what we have of it, what it changed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

MANAGE = "adoption.manage"
WORK = "cases.work"  # whoever works at a unit sees and carries out its steps


class State(models.TextChoices):
    """Where a plan stands. What is left out stays in the list, with its reason."""

    PLANNED = "planned", _("Direncanakan")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Sudah diadopsi")
    LEFT_OUT = "left_out", _("Sengaja tidak diambil")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """All for whoever keeps them; for an officer those in which the own unit has a part."""
        if actor.is_system or actor.grants_with(MANAGE):
            return self
        own = Q(within(actor, WORK)) | Q(
            pk__in=Plan.objects.filter(within(actor, WORK, "steps__unit")).values("pk")
        )
        return self.filter(own)


@history(_("Rencana adopsi"))
class Plan(Row):
    """One innovation of another region (or an own idea) that this regency takes up.

    ``snapshot`` is the innovation as it was when it was taken, whatever becomes of it at its origin; ``findings`` are
    what our units noted when they visited. ``share`` lets results travel to the origin and stand beside others'.
    """

    class Source(models.TextChoices):
        CATALOGUE = "catalogue", _("Katalog daerah lain")
        FILE = "file", _("Berkas dari kunjungan")
        OWN = "own", _("Ditulis sendiri")

    source = models.CharField(max_length=10, choices=Source)
    origin_code = models.CharField(max_length=13, blank=True, db_collation="C")
    origin_name = models.CharField(max_length=160, blank=True)
    code = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=400, db_collation="C")
    snapshot: Any = models.JSONField()
    findings: Any = models.JSONField(default=list)
    visit_code = models.CharField(max_length=40, blank=True)
    taken_on = models.DateField()
    pack = models.CharField(max_length=41, blank=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    priority = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    why = models.TextField(blank=True)  # why it is taken up in this order, or left out
    share = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["priority", "id"]
        constraints = [
            models.UniqueConstraint(fields=["origin_code", "code"], name="adoption_plan_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="adoption_known_state"),
            models.CheckConstraint(condition=~Q(state="left_out") | ~Q(why=""), name="adoption_left_out_why"),
        ]

    def __str__(self) -> str:
        return local(self.snapshot["title"])


class Standing(models.TextChoices):
    """Whether the regency has what an innovation needs."""

    UNKNOWN = "unknown", _("Belum dinilai")
    HAVE = "have", _("Ada")
    PARTLY = "partly", _("Sebagian")
    MISSING = "missing", _("Belum ada")
    LEFT_OUT = "left_out", _("Sengaja ditinggalkan")


@history(_("Kebutuhan adopsi"))
class Requirement(Row):
    """Something that the innovation needs, and how the regency stands to it; ``judged_by`` says who says so."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="requirements")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    text: Any = models.JSONField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.UNKNOWN)
    note = models.CharField(max_length=500, blank=True)
    judged_by = models.CharField(max_length=160, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "place"], name="adoption_requirement_place"),
            models.CheckConstraint(
                condition=Q(standing="unknown") | (~Q(judged_by="") & Q(judged_at__isnull=False)),
                name="adoption_judged_by",
            ),
            models.CheckConstraint(
                condition=~Q(standing="left_out") | ~Q(note=""), name="adoption_left_out_note"
            ),
        ]

    def __str__(self) -> str:
        return local(self.text)


@history(_("Hasil adopsi"))
class Result(Row):
    """An indicator before and after, measured here; the origin's own figures stand in the plan's snapshot."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="results")
    indicator: Any = models.JSONField()
    key = models.CharField(max_length=400, db_collation="C")  # the Indonesian indicator in small letters
    measure: Any = models.JSONField(default=dict)
    before = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    before_on = models.DateField(null=True)
    after = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    after_on = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="adoption_result_once"),
            models.CheckConstraint(
                condition=Q(before=None, before_on=None) | Q(before__isnull=False, before_on__isnull=False),
                name="adoption_before_dated",
            ),
            models.CheckConstraint(
                condition=Q(after=None, after_on=None) | Q(after__isnull=False, after_on__isnull=False),
                name="adoption_after_dated",
            ),
            models.CheckConstraint(
                condition=Q(before=None, after=None) | ~Q(source=""), name="adoption_result_source"
            ),
            models.CheckConstraint(
                condition=Q(before_on=None) | Q(after_on=None) | Q(after_on__gte=models.F("before_on")),
                name="adoption_after_follows",
            ),
        ]

    def __str__(self) -> str:
        return local(self.indicator)
