"""The text on its way: versions that stay, remarks on clauses, what each side says to them, and initials."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balai.core.models import Row
from balai.foundation.audit.api import only_grows


@only_grows
class Draft(Row):
    """A version of the text. ``clauses`` are ``{key, heading, text}``; a key stays with its clause over versions."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="drafts")
    version = models.PositiveSmallIntegerField()
    clauses = models.JSONField()
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "version"], name="agreements_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.version}"

    def clause(self, key: str) -> dict[str, str] | None:
        """The clause of the key, None where this version has none."""
        return next((clause for clause in self.clauses if clause["key"] == key), None)


class Remark(Row):
    """What one side says of a clause, with the wording that it proposes. The others accept it, or one rejects it."""

    class State(models.TextChoices):
        OPEN = "open", _("Terbuka")
        ACCEPTED = "accepted", pgettext_lazy("usul", "Diterima")
        REJECTED = "rejected", _("Ditolak")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="remarks")
    clause = models.CharField(max_length=20, db_collation="C")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)
    text = models.CharField(max_length=1000)
    proposal = models.TextField(max_length=8000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_collation="C")

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="agreements_remark_text"),
        ]

    def __str__(self) -> str:
        return self.text


@only_grows
class Verdict(Row):
    """What a side says to another side's remark; a refusal has its reason."""

    remark = models.ForeignKey(Remark, models.PROTECT, related_name="verdicts")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)
    accepts = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["remark", "party"], name="agreements_verdict_once"),
            models.CheckConstraint(
                condition=Q(accepts=True) | ~Q(reason=""), name="agreements_verdict_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remark_id} {self.accepts}"


@only_grows
class Initial(Row):
    """A side has initialled (paraf) a version: to it the text is ready to be signed."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="initials")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "party"], name="agreements_initial_once"),
        ]

    def __str__(self) -> str:
        return self.author
