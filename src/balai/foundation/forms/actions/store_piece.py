"""Keep one piece of an upload: once, in order, and never two at a time."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.errors import Invalid
from balai.foundation.forms import vault
from balai.foundation.forms.access import get_upload
from balai.foundation.forms.actions.cancel_upload import cancel_upload
from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.checking import Refused, check_kind
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Piece, Upload
from balai.foundation.forms.uploading import Part, UploadCard, check_place, earlier_piece, upload_card


def store_piece(holder: Holder, upload_id: UUID, part: Part) -> UploadCard:
    """Keep the piece; the same piece again changes nothing.

    Raises NotVisible; Conflict when another piece is being kept just now or this one is not the next; Invalid
    when it has the wrong size, or when the beginning shows that the field does not take such a file: then the
    upload has ended, minutes before its last byte.
    """
    try:
        return _store(holder, upload_id, part)
    except Refused as reason:
        cancel_upload(holder, upload_id)
        raise Invalid(str(reason)) from reason


@transaction.atomic
def _store(holder: Holder, upload_id: UUID, part: Part) -> UploadCard:
    row = get_upload(holder, upload_id, claim=True)
    earlier = earlier_piece(row, part.start, len(part.content))
    if earlier is not None and earlier.sha256 == part.sha256:
        return upload_card(row)
    check_place(upload_card(row), part.start, len(part.content))
    if part.start == 0:
        field = spec_of(row.draft.form).field(row.field)
        check_kind(part.content, field.limits.types)
    _keep(row, part)
    row.received += len(part.content)
    row.touched_at = timezone.now()
    row.save(update_fields=["received", "touched_at"])
    return upload_card(row)


def _keep(row: Upload, part: Part) -> None:
    piece = Piece(upload=row, start=part.start, size=len(part.content), sha256=part.sha256)
    piece.path, piece.key_name = vault.put(piece.id, part.content, "piece")
    piece.save(force_insert=True)
