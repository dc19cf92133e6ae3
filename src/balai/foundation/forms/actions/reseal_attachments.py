"""Seal the contents of attachments under the current data key."""

from uuid import UUID

from django.db import transaction

from balai.foundation.forms import vault
from balai.foundation.forms.models import Attachment


def reseal_attachments() -> int:
    """Store each content that lies under an older key anew, one after the other; returns how many."""
    stored = Attachment.objects.exclude(path="").order_by("pk").values_list("pk", "path", "key_name")
    return sum(_reseal(*row) for row in stored.iterator(chunk_size=500) if not vault.is_current(row[2]))


def _reseal(attachment_id: UUID, path: str, key_name: str) -> bool:
    """The old content goes only after the row names the new one; a row that was changed meanwhile stays."""
    content = vault.get(attachment_id, path, key_name)
    fresh, name = vault.put(attachment_id, content)
    with transaction.atomic():
        same = Attachment.objects.filter(pk=attachment_id, path=path)
        changed = same.update(path=fresh, key_name=name)
        transaction.on_commit(lambda: vault.drop(path if changed else fresh))
    return bool(changed)
