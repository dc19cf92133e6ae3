"""Throw a draft away."""

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.cases.events import UNDRAFTED
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


@transaction.atomic
def discard_draft(actor: Actor, draft: ProcedureDraft) -> None:
    """The published version stays as it is. Raises NotAllowed."""
    require_workshop(actor)
    record(actor, UNDRAFTED, subject=draft, procedure=draft.code)
    draft.delete()
