"""Receive a file for a field of a draft, check it, and keep it or refuse it."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.forms import vault
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.checking import Checked, Refused, check_content, clean_name
from balai.foundation.forms.checking.content import MEGABYTE
from balai.foundation.forms.events import ATTACHMENT_CHECKED, ATTACHMENT_REFUSED
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment
from balai.foundation.forms.selectors import AttachmentCard, attachment_card
from balai.foundation.forms.spec import FieldSpec

Stage = Attachment.State
MAX_RECEIVED = 60  # files that one draft may bring in its life, refused ones included


def receive_attachment(
    holder: Holder, draft_id: UUID, field_name: str, upload: "UploadedFile[Any]"
) -> AttachmentCard:
    """Receive and check one file. Raises NotVisible, or Invalid with the sentence of a refusal.

    The stages are two transactions: what was received is on record before anything opens it.
    """
    row, field, content = _receive(holder, draft_id, field_name, upload)
    try:
        checked = check_content(content, field.limits.types, field.limits.max_mb)
    except Refused as reason:
        _refuse(holder, row, str(reason))
        raise Invalid(f"{row.name}: {reason}", {field_name: str(reason)}) from reason
    return _accept(holder, row, checked)


@transaction.atomic
def _receive(
    holder: Holder, draft_id: UUID, field_name: str, upload: "UploadedFile[Any]"
) -> tuple[Attachment, FieldSpec, bytes]:
    draft = get_draft(holder, draft_id, lock=True)
    field = spec_of(draft.form).by_name.get(field_name)
    if field is None or not field.is_file:
        raise Invalid(_("Isian ini tidak menerima berkas."))
    _check_room(list(draft.attachments.all()), field)
    content = upload.read(field.limits.max_mb * MEGABYTE + 1)
    row = Attachment(
        draft=draft,
        uploader_id=holder.actor.user_id,
        field=field_name,
        name=clean_name(upload.name or "", ""),
    )
    row.path, row.key_name = vault.put(row.id, content)
    row.save(force_insert=True)
    return row, field, content


def _check_room(present: list[Attachment], field: FieldSpec) -> None:
    kept = [row for row in present if row.field == field.name and row.state == Stage.CHECKED]
    if len(kept) >= field.limits.max_count:
        raise Invalid(
            _("Sudah ada %d berkas di sini. Hapus yang lama sebelum mengunggah yang baru.") % len(kept)
        )
    if len(present) >= MAX_RECEIVED:
        raise Invalid(_("Terlalu banyak berkas diunggah untuk draf ini. Hapus draf lalu mulai lagi."))


@transaction.atomic
def _refuse(holder: Holder, row: Attachment, reason: str) -> None:
    path = row.path
    row.state, row.path, row.key_name = Stage.REFUSED, "", ""
    row.save(update_fields=["state", "path", "key_name"])
    record(holder.actor, ATTACHMENT_REFUSED, subject=row, file=row.name, reason=reason)
    transaction.on_commit(lambda: vault.drop(path))


@transaction.atomic
def _accept(holder: Holder, row: Attachment, checked: Checked) -> AttachmentCard:
    received = row.path
    row.path, row.key_name = vault.put(row.id, checked.content)
    row.state, row.content_type = Stage.CHECKED, checked.content_type
    row.size, row.sha256 = len(checked.content), checked.sha256
    row.name = clean_name(row.name, checked.kind)
    row.save()
    record(holder.actor, ATTACHMENT_CHECKED, subject=row, file=row.name)
    transaction.on_commit(lambda: vault.drop(received))
    return attachment_card(row)
