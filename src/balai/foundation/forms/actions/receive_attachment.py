"""Receive a file for a field of a draft, check it, and keep it or refuse it."""

import dataclasses
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
from balai.foundation.forms.models import Attachment, Draft
from balai.foundation.forms.quotas import take_quota
from balai.foundation.forms.selectors import AttachmentCard, attachment_card
from balai.foundation.forms.spec import FieldSpec, Limits

Stage = Attachment.State
MAX_RECEIVED = 60  # files that one draft may bring in its life, refused ones included


@dataclasses.dataclass(frozen=True)
class Received:
    """A file that arrived whole, for a field."""

    field: str
    name: str
    content: bytes = dataclasses.field(repr=False)


def receive_attachment(
    holder: Holder, draft_id: UUID, field_name: str, upload: "UploadedFile[Any]"
) -> AttachmentCard:
    """Receive one file that came with a form, within the limits of the day. Raises as ``receive`` does."""
    with transaction.atomic():
        limits = file_field(get_draft(holder, draft_id), field_name).limits
        content = upload.read(limits.max_mb * MEGABYTE + 1)
        take_quota(holder, len(content))
    return receive(holder, draft_id, Received(field_name, upload.name or "", content))


def receive(holder: Holder, draft_id: UUID, file: Received) -> AttachmentCard:
    """Receive and check one file. Raises NotVisible, or Invalid with the sentence of a refusal.

    The stages are two transactions: what was received is on record before anything opens it.
    """
    row, limits = _receive(holder, draft_id, file)
    try:
        checked = check_content(file.content, limits.types, limits.max_mb)
    except Refused as reason:
        _refuse(holder, row, str(reason))
        raise Invalid(f"{row.name}: {reason}", {file.field: str(reason)}) from reason
    return _accept(holder, row, checked)


def file_field(draft: Draft, name: str) -> FieldSpec:
    """The field of the draft's form that takes files. Raises Invalid."""
    found = spec_of(draft.form).by_name.get(name)
    if found is None or not found.is_file:
        raise Invalid(_("Isian ini tidak menerima berkas."))
    return found


@transaction.atomic
def _receive(holder: Holder, draft_id: UUID, file: Received) -> tuple[Attachment, Limits]:
    draft = get_draft(holder, draft_id, lock=True)
    asked = file_field(draft, file.field)
    check_room(draft, asked)
    row = Attachment(
        draft=draft, uploader_id=holder.actor.user_id, field=file.field, name=clean_name(file.name, "")
    )
    row.path, row.key_name = vault.put(row.id, file.content)
    row.save(force_insert=True)
    return row, asked.limits


def check_room(draft: Draft, asked: FieldSpec, coming: int = 0) -> None:
    """Refuse a file that the field has no room for beside those it has and those on their way. Raises Invalid."""
    present = list(draft.attachments.all())
    kept = [row for row in present if row.field == asked.name and row.state == Stage.CHECKED]
    if len(kept) + coming >= asked.limits.max_count:
        raise Invalid(
            _("Sudah ada %d berkas di sini. Hapus yang lama sebelum mengunggah yang baru.")
            % (len(kept) + coming)
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
