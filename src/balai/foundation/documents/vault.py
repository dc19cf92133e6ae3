"""Files of documents at rest: encrypted, under the hash of their content, through Django's storage."""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.core.keys import data_keys

PURPOSE = b"document-file"
FOLDER = "dokumen"


class FileDamaged(OSError):
    """A stored file cannot be read back as what was issued."""


def sha256(content: bytes) -> str:
    """The hash under which a file is known."""
    return hashlib.sha256(content).hexdigest()


def path_of(digest: str) -> str:
    """Where the file with this hash lies."""
    return f"{FOLDER}/{digest[:2]}/{digest}"


def put(content: bytes) -> str:
    """Write the file encrypted and return its hash; what is there already stays."""
    digest = sha256(content)
    if not default_storage.exists(path_of(digest)):
        name, keys = data_keys(settings.HOME)
        sealed = name.encode() + b":" + keys[name].encrypt(content, [PURPOSE])
        default_storage.save(path_of(digest), ContentFile(sealed))
    return digest


def reseal(path: str) -> bool:
    """Seal the file anew when it lies under an older key; True when it did. Readers see the old file or the new one."""
    current, keys = data_keys(settings.HOME)
    place = Path(default_storage.path(path))
    name, _, sealed = place.read_bytes().partition(b":")
    if name.decode() == current:
        return False
    content = keys[name.decode()].decrypt(sealed, [PURPOSE])
    draft = place.with_name(f"{place.name}.baru")
    draft.write_bytes(current.encode() + b":" + keys[current].encrypt(content, [PURPOSE]))
    draft.replace(place)
    return True


def get(path: str, digest: str) -> bytes:
    """The file as it was issued. Raises FileDamaged when it is missing, changed or under a lost key."""
    try:
        with default_storage.open(path) as file:
            name, _, sealed = file.read().partition(b":")
        content = data_keys(settings.HOME)[1][name.decode()].decrypt(sealed, [PURPOSE])
    except (FileNotFoundError, KeyError, InvalidTag, UnicodeDecodeError) as error:
        raise FileDamaged(f"document file {digest} cannot be read") from error
    if sha256(content) != digest:
        raise FileDamaged(f"document file {digest} is not what was issued")
    return content
