"""The second stage of an upload: when all has come it is put together, judged, and kept or refused."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.foundation.forms import vault
from balai.foundation.forms.access import get_upload
from balai.foundation.forms.actions.cancel_upload import drop_pieces
from balai.foundation.forms.actions.receive_attachment import Received, receive
from balai.foundation.forms.checking.clamav import ScannerDown
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Upload
from balai.foundation.forms.selectors import AttachmentCard
from balai.foundation.forms.uploading import PATIENCE, Unjudged, UploadCard, upload_card

STATES = Upload.State


def finish_upload(holder: Holder, upload_id: UUID) -> UploadCard:
    """Judge a whole upload; asked again, the same answer.

    Raises NotVisible; Conflict while pieces are missing or somebody judges it now; Invalid with the sentence
    of a refusal; Unjudged when the scanner does not answer: the pieces stay, nothing is sent anew.
    """
    row = get_upload(holder, upload_id)
    if row.state not in (STATES.KEPT, STATES.REFUSED):
        _claim(row)
        _judge(holder, row)
    if row.state == STATES.REFUSED:
        raise Invalid(row.fault)
    return upload_card(row)


def _claim(row: Upload) -> None:
    """Only one judges. Raises Conflict."""
    now = timezone.now()
    free = Q(state=STATES.OPEN) | Q(state=STATES.JUDGING, touched_at__lt=now - PATIENCE)
    whole = Upload.objects.filter(free, pk=row.pk, received=F("size"))
    if not whole.update(state=STATES.JUDGING, touched_at=now):
        raise Conflict(_("Berkas ini belum lengkap, atau sedang diperiksa."))
    row.refresh_from_db()


def _judge(holder: Holder, row: Upload) -> None:
    try:
        kept = receive(holder, row.draft_id, Received(row.field, row.name, _joined(row)))
    except Invalid as error:
        if isinstance(error.__cause__, ScannerDown):
            Upload.objects.filter(pk=row.pk).update(state=STATES.OPEN)
            raise Unjudged(str(error.__cause__)) from error
        _settle(row, STATES.REFUSED, fault=next(iter(error.fields.values()), str(error)))
    except Exception:
        Upload.objects.filter(pk=row.pk).update(state=STATES.OPEN)  # nothing was said about the file
        raise
    else:
        _settle(row, STATES.KEPT, kept=kept)


def _joined(row: Upload) -> bytes:
    """The whole, as it was announced. Raises Invalid when it is another one."""
    pieces = row.pieces.order_by("start")
    content = b"".join(vault.get(piece.id, piece.path, piece.key_name, "piece") for piece in pieces)
    if row.digest and sha256(content).hexdigest() != row.digest:
        raise Invalid(_("Berkas ini berubah selama dikirim. Pilih dan kirim sekali lagi."))
    return content


@transaction.atomic
def _settle(row: Upload, state: str, *, kept: AttachmentCard | None = None, fault: str = "") -> None:
    """Say so, if the upload is still there: its draft may have been discarded meanwhile."""
    row.state, row.fault = state, fault[:300]
    row.attachment_id = kept.id if kept else None
    Upload.objects.filter(pk=row.pk).update(state=row.state, fault=row.fault, attachment_id=row.attachment_id)
    drop_pieces(row.pieces.all())
