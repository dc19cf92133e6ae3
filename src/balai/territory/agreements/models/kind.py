"""What kinds of agreements there are: who may be party, for how long, which procedure carries them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.words import local
from balai.foundation.audit.api import history


@history(_("Jenis kerja sama"))
class AgreementKind(Row):
    """A kind of agreement; data of a pack that an administrator corrects here (``is_verified``).

    ``sorts`` are the sorts of parties that it may have beside one's own, ``procedure`` carries its stages, ``clauses``
    are the first words of its text (heading and text). Months are calendar months; 0 follow-up months ask for none.
    """

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    place = models.PositiveSmallIntegerField()
    name = models.JSONField()
    meaning = models.JSONField()
    signer = models.JSONField()
    sorts = models.JSONField()
    procedure = models.CharField(max_length=80, db_collation="C")
    longest_months = models.PositiveSmallIntegerField()
    follow_months = models.PositiveSmallIntegerField(default=0)
    follow_kind = models.CharField(max_length=60, blank=True, db_collation="C")
    remind_days = models.JSONField(
        default=list
    )  # so many days before the end its keepers are told, once each
    clauses = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)
    pack = models.CharField(max_length=60)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["place", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(longest_months__gte=1), name="agreements_kind_term"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)
