"""The contents of attachments: several attachments may refer to one, and it goes with the last of them."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.foundation.forms import vault
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment, Draft


def read(row: Attachment) -> bytes:
    """The plain content. Raises VaultError."""
    return vault.get(row.sealed_as or row.id, row.path, row.key_name)


def refer(holder: Holder, draft: Draft, field: str, attachment_id: UUID) -> Attachment:
    """A further attachment, of the draft, with the content of a checked one: no second copy of it.

    The other is locked until the transaction ends, so that its content cannot go meanwhile. Raises NotVisible.
    """
    checked = Attachment.objects.filter(state=Attachment.State.CHECKED).select_for_update(of=("self",))
    row = checked.filter(pk=attachment_id).first()
    if row is None:
        raise NotVisible(_("Berkas ini tidak ada."))
    return Attachment.objects.create(
        draft=draft,
        uploader_id=holder.actor.user_id,
        field=field,
        name=row.name,
        state=row.state,
        content_type=row.content_type,
        size=row.size,
        sha256=row.sha256,
        path=row.path,
        key_name=row.key_name,
        sealed_as=row.sealed_as or row.pk,
    )


def forget(path: str) -> None:
    """After this transaction delete the content, unless an attachment still refers to it."""
    transaction.on_commit(lambda: _drop_unused(path))


def _drop_unused(path: str) -> None:
    if path and not Attachment.objects.filter(path=path).exists():
        vault.drop(path)
