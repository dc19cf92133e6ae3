"""Announce a file that will come in pieces: refused before the first byte, or given a place."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.receive_attachment import check_room, file_field
from balai.foundation.forms.checking import announced_name
from balai.foundation.forms.checking.content import MEGABYTE
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Draft, Upload
from balai.foundation.forms.quotas import take_quota
from balai.foundation.forms.spec import FieldSpec
from balai.foundation.forms.uploading import MOST_OPEN, Announced, TooLarge, UploadCard, upload_card


@transaction.atomic
def begin_upload(holder: Holder, draft_id: UUID, file: Announced) -> UploadCard:
    """A place for the file, or the one that the same file has already in this field.

    Raises NotVisible, TooLarge, QuotaSpent, Invalid; then nothing is kept.
    """
    draft = get_draft(holder, draft_id, lock=True)
    field = file_field(draft, file.field)
    present = _same(draft, file)
    if present is not None:
        return upload_card(present)
    _check_size(field, file.size)
    _check_open(draft, field)
    take_quota(holder, file.size)
    return upload_card(
        Upload.objects.create(
            draft=draft,
            field=file.field,
            name=announced_name(file.name),
            size=file.size,
            digest=file.digest,
            touched_at=timezone.now(),
        )
    )


def _same(draft: Draft, file: Announced) -> Upload | None:
    """The unfinished upload of the very same bytes: begun in another tab, or on another device."""
    if not file.digest:
        return None
    return draft.uploads.filter(
        field=file.field, size=file.size, digest=file.digest, state=Upload.State.OPEN
    ).first()


def _check_size(field: FieldSpec, size: int) -> None:
    if size <= 0:
        raise Invalid(_("Berkas ini kosong. Pilih berkas yang berisi."))
    if size > field.limits.max_mb * MEGABYTE:
        raise TooLarge(
            _("Berkas ini lebih besar dari %d MB. Perkecil atau foto ulang.") % field.limits.max_mb
        )


def _check_open(draft: Draft, field: FieldSpec) -> None:
    """Unfinished uploads count as files: what would find no room at its end is not begun."""
    unfinished = [
        row for row in draft.uploads.all() if row.state in (Upload.State.OPEN, Upload.State.JUDGING)
    ]
    if len(unfinished) >= MOST_OPEN:
        raise Invalid(_("Terlalu banyak berkas sedang dikirim. Tunggu atau batalkan salah satu."))
    check_room(draft, field, coming=sum(row.field == field.name for row in unfinished))
