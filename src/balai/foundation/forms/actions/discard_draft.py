"""End a draft: discarded by its holder, or handed in."""

from uuid import UUID

from django.db import transaction

from balai.foundation.audit.api import record
from balai.foundation.forms import contents
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.cancel_upload import drop_pieces
from balai.foundation.forms.events import DRAFT_DISCARDED
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Draft, Piece


@transaction.atomic
def discard_draft(holder: Holder, draft_id: UUID) -> None:
    """Delete the draft with its files. Raises NotVisible."""
    draft = get_draft(holder, draft_id, lock=True)
    record(holder.actor, DRAFT_DISCARDED, subject=draft, form=draft.form.code)
    delete_draft(draft)


@transaction.atomic
def close_draft(holder: Holder, draft_id: UUID) -> None:
    """Delete a draft whose answers were handed in; files that were linked stay with their subject."""
    delete_draft(get_draft(holder, draft_id, lock=True))


def delete_draft(draft: Draft) -> None:
    """Delete the row, its files, and their contents once the transaction stands, if nothing else refers to them."""
    drop_pieces(Piece.objects.filter(upload__draft=draft))
    rows = list(draft.attachments.all())
    draft.attachments.all().delete()
    draft.delete()
    for row in rows:
        contents.forget(row.path)
