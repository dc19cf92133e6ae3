"""End an upload that will not be finished."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict
from balai.foundation.forms import vault
from balai.foundation.forms.access import get_upload
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Piece, Upload
from balai.foundation.forms.uploading import PATIENCE


@transaction.atomic
def cancel_upload(holder: Holder, upload_id: UUID) -> None:
    """Forget the upload and the pieces that came; a file that was kept already stays. Raises NotVisible, Conflict."""
    row = get_upload(holder, upload_id, claim=True)
    if row.state == Upload.State.JUDGING and row.touched_at > timezone.now() - PATIENCE:
        raise Conflict(_("Berkas ini sedang diperiksa. Tunggu sebentar."))
    drop_pieces(row.pieces.all())
    row.delete()


def drop_pieces(pieces: Iterable[Piece]) -> None:
    """Delete pieces, and their contents once the transaction stands."""
    rows = list(pieces)
    Piece.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        transaction.on_commit(partial(vault.drop, row.path))
