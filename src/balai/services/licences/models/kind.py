"""What kinds of licences there are: the terms of risk-based licensing (OSS), and the kinds that units issue."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history


@history(_("Istilah perizinan"))
class Term(Row):
    """A word of the law on risk-based licensing: a kind of permit, or a level of risk; data of a pack."""

    class Of(models.TextChoices):
        PERMIT = "perizinan", _("Jenis perizinan")
        RISK = "risiko", _("Tingkat risiko")

    of = models.CharField(max_length=10, choices=Of)
    code = models.CharField(max_length=40, db_collation="C")
    name = models.JSONField()
    meaning = models.JSONField(default=dict)
    place = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=240)
    pack = models.CharField(max_length=60)

    class Meta:
        ordering = ["of", "place"]
        constraints = [models.UniqueConstraint(fields=["of", "code"], name="licences_term_once")]

    def __str__(self) -> str:
        return local(self.name)


@history(_("Jenis izin"))
class LicenceKind(Row):
    """A kind of licence that is kept in the register, with what follows when it ends.

    ``renewal`` and ``change`` say how its holder asks for the next one: ``{service, number, answers, begins}``, the
    service, the field of its form that takes the number of this licence, answers that are given already, and
    ``after_end`` where the next one begins when this one has ended and not when it is issued.
    """

    AFTER_END = "after_end"

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    name = models.JSONField()
    permit = models.ForeignKey(Term, models.PROTECT, related_name="+")
    risk = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    remind_days = models.JSONField(default=list)  # so many days before the end its holder is told, once each
    renewal = models.JSONField(default=dict)
    change = models.JSONField(default=dict)
    source = models.CharField(max_length=240)
    pack = models.CharField(max_length=60)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def begins(self, follow: str) -> str:
        """From when what follows in this way holds; empty for its issue."""
        rules = {"renewal": self.renewal, "change": self.change}
        return str(rules.get(follow, {}).get("begins", ""))

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)
