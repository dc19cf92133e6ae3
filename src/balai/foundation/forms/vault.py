"""Contents of attachments, and of the pieces in which they come, lie encrypted in the storage.

A copy of an identity card carries its number. A content is bound to its row: it cannot be put in another's place.
"""

from typing import Literal
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.core.keys import data_keys

Kind = Literal["attachment", "piece"]


class VaultError(ValueError):
    """A stored content cannot be read: the key is missing or the file was changed."""


def put(row_id: UUID, content: bytes, kind: Kind = "attachment") -> tuple[str, str]:
    """Store the content of a row; gives its path and the name of the key."""
    name, keys = data_keys(settings.HOME)
    sealed = keys[name].encrypt(content, [kind.encode(), row_id.bytes])
    path = f"{kind}s/{row_id.hex[-2:]}/{row_id.hex}"
    return default_storage.save(path, ContentFile(sealed)), name


def get(row_id: UUID, path: str, key_name: str, kind: Kind = "attachment") -> bytes:
    """The plain content. Raises VaultError."""
    _, keys = data_keys(settings.HOME)
    try:
        with default_storage.open(path) as file:
            return keys[key_name].decrypt(file.read(), [kind.encode(), row_id.bytes])
    except (OSError, KeyError, InvalidTag) as error:
        raise VaultError(f"{kind} {row_id} cannot be read") from error


def drop(path: str) -> None:
    """Delete a stored content; one that is gone already is no fault."""
    if path:
        default_storage.delete(path)


def is_current(key_name: str) -> bool:
    """True when new contents are sealed under this key."""
    return key_name == data_keys(settings.HOME)[0]
