"""Keeps an uploaded file between its check and its confirmation: encrypted, for its owner, for a day."""

import io
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.secret import seal, unseal

SALT = "balai.exchange"
PURPOSE = "unggahan"
LIFETIME = 24 * 3600


class NamedFile(io.BytesIO):
    """A file in memory that knows its name."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


@dataclass(frozen=True)
class Parked:
    """A file that waits for confirmation."""

    kind: str
    unit_code: str
    name: str
    content: bytes

    def open(self) -> BinaryIO:
        """The file, with its name."""
        return NamedFile(self.content, self.name)


def _folder() -> Path:
    folder: Path = settings.HOME / "files" / "impor"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def park(parked: Parked, owner: UUID) -> str:
    """Keep the file and return the signed word with which its owner confirms it."""
    forget_old()
    key = uuid4().hex
    (_folder() / key).write_text(seal(parked.content.decode("latin-1"), PURPOSE))
    facts = {
        "key": key,
        "owner": str(owner),
        "kind": parked.kind,
        "unit": parked.unit_code,
        "name": parked.name,
    }
    return signing.dumps(facts, salt=SALT)


def take(token: str, owner: UUID, *, keep: bool = False) -> Parked:
    """Give the file back (once unless kept). Raises Invalid: wrong, old, used, another's."""
    gone = Invalid(
        _("Unggahan ini sudah dipakai atau kedaluwarsa. Unggah berkasnya lagi; data Anda tidak berubah.")
    )
    try:
        facts = signing.loads(token, salt=SALT, max_age=LIFETIME)
        path = _folder() / facts["key"]
        if facts["owner"] != str(owner):
            raise gone
        content = unseal(path.read_text(), PURPOSE).encode("latin-1")
        if not keep:
            path.unlink()
    except (signing.BadSignature, FileNotFoundError) as error:
        raise gone from error
    return Parked(facts["kind"], facts["unit"], facts["name"], content)


def forget_old() -> None:
    """Remove files that nobody confirmed within a day."""
    for path in _folder().iterdir():
        if time.time() - path.stat().st_mtime > LIFETIME:
            path.unlink(missing_ok=True)
