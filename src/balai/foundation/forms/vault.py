"""Contents of attachments lie encrypted in the storage: a copy of an identity card carries its number."""

from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.core.keys import data_keys


class VaultError(ValueError):
    """A stored content cannot be read: the key is missing or the file was changed."""


def put(attachment_id: UUID, content: bytes) -> tuple[str, str]:
    """Store the content; gives its path and the name of the key."""
    name, keys = data_keys(settings.HOME)
    sealed = keys[name].encrypt(content, [b"attachment", attachment_id.bytes])
    path = f"attachments/{attachment_id.hex[-2:]}/{attachment_id.hex}"
    return default_storage.save(path, ContentFile(sealed)), name


def get(attachment_id: UUID, path: str, key_name: str) -> bytes:
    """The plain content. Raises VaultError."""
    _, keys = data_keys(settings.HOME)
    try:
        with default_storage.open(path) as file:
            return keys[key_name].decrypt(file.read(), [b"attachment", attachment_id.bytes])
    except (OSError, KeyError, InvalidTag) as error:
        raise VaultError(f"attachment {attachment_id} cannot be read") from error


def drop(path: str) -> None:
    """Delete a stored content; one that is gone already is no fault."""
    if path:
        default_storage.delete(path)


def is_current(key_name: str) -> bool:
    """True when new contents are sealed under this key."""
    return key_name == data_keys(settings.HOME)[0]
