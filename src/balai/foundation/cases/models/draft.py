"""Drafts of procedures, and procedures that take no new cases."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.drafting import DefinitionDraft
from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows


@history(_("Draf prosedur"))
class ProcedureDraft(DefinitionDraft):
    """The next version of a procedure while it is written: one a procedure, sound or not.

    ``trial`` is what was tried so far (unit, answers, steps); ``tried`` is the digest of the definition that a trial
    brought to an end.
    """

    trial: Any = models.JSONField(default=dict)
    tried = models.CharField(max_length=64, blank=True)

    def begun_again(self) -> dict[str, Any]:
        """The steps of a trial, which may lead nowhere now."""
        return {"trial": {}}


@only_grows
@history(_("Prosedur ditutup"))
class Retirement(Row):
    """The version takes no new cases; running ones end by it. A later version opens the procedure again."""

    version = models.OneToOneField("cases.ProcedureVersion", models.PROTECT, related_name="retirement")
    retired_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=240)

    def __str__(self) -> str:
        return str(self.version_id)
