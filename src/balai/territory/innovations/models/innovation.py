"""An innovation of the regency (PP 38/2017): what it answers, how it works, and how far it has come."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.drafting import DefinitionDraft
from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history, only_grows

LONGEST_NOTE = 1000  # of a reviewer


class Stage(models.TextChoices):
    """From idea to practice (PP 38/2017: inisiatif, uji coba, penerapan), and that it is done no longer."""

    IDEA = "idea", _("Gagasan")
    TRIAL = "trial", _("Uji coba")
    PRACTICE = "practice", _("Penerapan")
    ENDED = "ended", _("Berakhir")


class Review(models.TextChoices):
    """Where a draft lies: with those who write it, with those who review it, or back with a note."""

    WRITING = "writing", _("Ditulis")
    WAITING = "waiting", _("Menunggu tinjauan")
    RETURNED = "returned", _("Dikembalikan")


class InnovationQuerySet(models.QuerySet["Innovation"]):
    """Innovations as people look for them."""

    def public(self) -> Self:
        """Those that everybody may read."""
        return self.filter(is_public=True)


@history(_("Inovasi"), without=["vocabulary"])
class Innovation(Row):
    """One innovation. ``content`` holds what schema.py describes; texts are ``{"id": …, "en": …}``.

    ``since`` is a year or a day as people know it (``2016``, ``2017-10-06``). ``part`` and ``carried_by`` name the part
    and the pack of Balai that it is; ``pack`` is what brought this entry.
    """

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    title = models.JSONField()
    summary = models.JSONField()
    content = models.JSONField()
    stage = models.CharField(max_length=10, choices=Stage)
    since = models.CharField(max_length=10, blank=True, db_collation="C")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=40, blank=True)
    carried_by = models.CharField(max_length=41, blank=True)
    is_public = models.BooleanField(default=True)
    name = models.CharField(
        max_length=400, db_collation="C"
    )  # the Indonesian title: what lists are sorted by
    vocabulary = models.TextField()
    pack = models.CharField(max_length=41)
    pack_version = models.CharField(max_length=20)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[InnovationQuerySet] = InnovationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "code"]
        indexes = [models.Index(fields=["stage", "name"], name="innovations_stage")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="innovations_known_stage"),
            models.CheckConstraint(
                condition=~Q(stage="practice") | ~Q(since=""), name="innovations_practice_since"
            ),
            models.CheckConstraint(
                condition=Q(since="") | Q(since__regex=r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"),
                name="innovations_since_form",
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)


@history(_("Draf inovasi"))
class InnovationDraft(DefinitionDraft):
    """An innovation while it is written, as the entry of a pack; one a code, seen by nobody outside.

    ``unit`` writes it, ``writers`` are all (ids of users) who did. While it waits for review nobody writes; ``note`` is
    what the reviewer asks for, ``case_id`` the task in the reviewers' inbox.
    """

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    writers: Any = models.JSONField(default=list)
    review = models.CharField(max_length=10, choices=Review, default=Review.WRITING)
    sent_by = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    noted_by = models.CharField(max_length=120, blank=True)
    case_id = models.UUIDField(null=True, unique=True)

    class Meta(DefinitionDraft.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(review__in=Review.values), name="innovations_known_review"),
            models.CheckConstraint(
                condition=~Q(review="returned") | ~Q(note=""), name="innovations_returned_why"
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """True while it lies with the reviewers."""
        return self.review == Review.WAITING

    @property
    def is_returned(self) -> bool:
        """True after the reviewers asked for something."""
        return self.review == Review.RETURNED


@only_grows
class StageStep(Row):
    """An innovation went on, or back, on a day, and why that is so: shown by what."""

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="steps")
    before = models.CharField(max_length=10, choices=Stage)
    after = models.CharField(max_length=10, choices=Stage)
    on = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=models.F("after")) & ~Q(reason=""), name="innovations_step_moves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.before} {self.after}"
