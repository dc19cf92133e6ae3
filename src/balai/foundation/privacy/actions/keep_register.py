"""Change an entry of the register of processing, or go back to that of the pack."""

from typing import Any

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.privacy.access import get_processing
from balai.foundation.privacy.events import PROCESSING_CHANGED, PROCESSING_RESTORED


@transaction.atomic
def change_processing(actor: Actor, code: str, facts: dict[str, Any]) -> None:
    """Keep what the regency says. Raises NotAllowed, NotVisible."""
    row = get_processing(actor, code)
    before = row.facts
    row.edited = facts
    row.save()
    record(actor, PROCESSING_CHANGED, subject=row, code=code, before=before, after=facts)


@transaction.atomic
def restore_processing(actor: Actor, code: str) -> None:
    """Say what the pack says. Raises NotAllowed, NotVisible."""
    row = get_processing(actor, code)
    before = row.edited
    if before is not None:
        row.edited = None
        row.save()
        record(actor, PROCESSING_RESTORED, subject=row, code=code, before=before)
