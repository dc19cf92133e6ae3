"""Hand the files of a draft over to what the draft became."""

from uuid import UUID

from django.db import transaction

from balai.foundation.forms.access import get_draft, has_owner
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment
from balai.foundation.forms.selectors import AttachmentCard, attachments_of, draft_card


@transaction.atomic
def link_attachments(holder: Holder, draft_id: UUID, kind: str, subject_id: UUID) -> list[AttachmentCard]:
    """Link the checked files of visible fields to the subject; from now on its owner decides who reads them.

    Raises LookupError for a kind that nobody registered with ``register_attachment_owner``.
    """
    if not has_owner(kind):
        raise LookupError(f"no attachment owner for {kind}")
    card = draft_card(get_draft(holder, draft_id, lock=True))
    values = card.examine().values
    named = [item for field in card.spec.fields() if field.is_file for item in values.get(field.name, [])]
    Attachment.objects.filter(pk__in=named, draft_id=draft_id, state=Attachment.State.CHECKED).update(
        draft=None, subject_kind=kind, subject_id=subject_id
    )
    return attachments_of(kind, subject_id)
