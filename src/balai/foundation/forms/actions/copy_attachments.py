"""Take files that a case keeps into a draft that corrects it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from balai.foundation.forms import contents
from balai.foundation.forms.access import require_subject
from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment, Draft


def copy_attachments(
    holder: Holder, draft: Draft, kind: str, subject_id: UUID, answers: Mapping[str, Any]
) -> None:
    """Refer to the linked files that the answers name; the linked ones stay. Raises NotVisible."""
    require_subject(holder.actor, kind, subject_id)
    files = [field.name for field in spec_of(draft.form).fields() if field.is_file]
    named = [item for name in files for item in answers.get(name, [])]
    rows = Attachment.objects.filter(
        pk__in=named, subject_kind=kind, subject_id=subject_id, state=Attachment.State.CHECKED
    )
    for row in rows:
        contents.refer(holder, draft, row.field, row.pk)
