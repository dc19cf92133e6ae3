"""From received bytes to what may be kept: sniffed type, size, then the check of that type."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from balai.foundation.forms.checking.clamav import scan
from balai.foundation.forms.checking.images import clean_image
from balai.foundation.forms.checking.pdf import clean_pdf
from balai.foundation.forms.checking.refused import Refused
from balai.foundation.forms.raw import tidy

MEGABYTE = 1024 * 1024
MAX_NAME = 80
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
ENDINGS = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png", "webp": ".webp"}


@dataclass(frozen=True)
class Checked:
    """What may be kept. ``content`` of an image is newly encoded, without metadata."""

    kind: str
    content: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """The media type."""
        return TYPES[self.kind]

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def check_content(content: bytes, allowed: tuple[str, ...], max_mb: int) -> Checked:
    """Check received bytes against the kinds that a field allows. Raises Refused with a sentence."""
    if not content:
        raise Refused(_("Berkas ini kosong. Pilih berkas yang berisi."))
    if len(content) > max_mb * MEGABYTE:
        raise Refused(_("Berkas ini lebih besar dari %d MB. Perkecil atau foto ulang.") % max_mb)
    kind = check_kind(content, allowed)
    scan(content)
    return Checked(kind, _CLEANERS[kind](content))


def check_kind(content: bytes, allowed: tuple[str, ...]) -> str:
    """The kind of a file by its beginning. Raises Refused when it is none of those allowed."""
    kind = sniff(content)
    if kind is None or kind not in allowed:
        names = ", ".join("JPG" if name == "jpeg" else name.upper() for name in allowed)
        raise Refused(_("Jenis berkas ini tidak diterima. Unggah berkas %s.") % names)
    return kind


def sniff(content: bytes) -> str | None:
    """The kind of a file by its first bytes; None for everything that is not on the list."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": clean_pdf,
    "jpeg": lambda content: clean_image(content, "JPEG"),
    "png": lambda content: clean_image(content, "PNG"),
    "webp": lambda content: clean_image(content, "WEBP"),
}


def announced_name(name: str) -> str:
    """The original name while nobody has looked at the file: without path and odd characters."""
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return clean_name(name, "") + (ending.group().lower() if ending else "")


def clean_name(name: str, kind: str) -> str:
    """The original name without path and odd characters, with the ending of what the file really is."""
    base = PurePosixPath(tidy(name).replace("\\", "/")).name
    stem = re.sub(r"[^\w .()-]+", "_", base.rsplit(".", 1)[0]).strip(" ._")[:MAX_NAME]
    return f"{stem or _('berkas')}{ENDINGS.get(kind, '')}"
