"""Remove a file from a draft."""

from uuid import UUID

from django.db import transaction

from balai.core.errors import NotVisible
from balai.foundation.audit.api import record
from balai.foundation.forms import contents
from balai.foundation.forms.access import get_attachment
from balai.foundation.forms.events import ATTACHMENT_REMOVED
from balai.foundation.forms.holder import Holder


@transaction.atomic
def remove_attachment(holder: Holder, attachment_id: UUID) -> None:
    """Delete a file of the holder's draft. Raises NotVisible, also for one that a case holds already."""
    row = get_attachment(holder, attachment_id)
    if row.subject_id is not None:
        raise NotVisible("")
    record(holder.actor, ATTACHMENT_REMOVED, subject=row, file=row.name)
    path = row.path
    row.delete()
    contents.forget(path)
