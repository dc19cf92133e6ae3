"""Filings: what an officer filled in with a decision, such as the minutes of a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows
from balai.foundation.cases.models.case import Case


@only_grows
@history(_("Isian petugas"))
class Filing(Row):
    """The cleaned answers to the form of an action, identity numbers sealed; written once with the decision."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="filings")
    state = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    form_code = models.CharField(max_length=60)
    form_version = models.PositiveIntegerField()
    values = models.JSONField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="filing_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.action}"
