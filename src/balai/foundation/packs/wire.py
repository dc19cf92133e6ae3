"""What is asked of other installations, and every way in which the answer may be no answer."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.http.outgoing import Limits, Unanswered, ask
from balai.core.signed import Forged, Letter, open_letter
from balai.foundation.packs.archive import LARGEST_ZIP, unpacked
from balai.foundation.packs.manifest import PackError, read_manifest
from balai.foundation.packs.releases import CATALOGUE
from balai.foundation.packs.shape import is_catalogue

LARGEST_CATALOGUE = 4 << 20  # bytes
LARGEST_ANSWER = 4096
LONGEST_ADDRESS = 200
HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")  # a name of the DNS in any script, or a number


class Trouble(Exception):
    """Why nothing could be taken from a publisher: a word that ``troubles.py`` explains, and what it concerns."""

    def __init__(self, code: str, detail: str = "", *, key: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail, self.key = code, detail, key


def address_of(text: str) -> str:
    """The address of an installation from what somebody typed: scheme and host. Raises Invalid."""
    typed = text.strip()
    parts = urlsplit(typed if "://" in typed else f"https://{typed}")
    try:
        port = parts.port
    except ValueError:
        port, parts = None, urlsplit("")
    schemes = {"https", "http"} if settings.CATALOGUE["trial"] else {"https"}
    name = parts.hostname or ""
    if (
        parts.scheme not in schemes
        or not HOST.fullmatch(name)
        or parts.username
        or len(typed) > LONGEST_ADDRESS
    ):
        sentence = _("Tulis alamat Balai kabupaten itu, misalnya https://balai.contohkab.go.id/katalog/.")
        raise Invalid(sentence, {"address": sentence})
    host = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"


def read_catalogue(address: str) -> Letter:
    """The catalogue at an address, its signature found right. Raises Trouble."""
    content = _asked(f"{address}/katalog.json", LARGEST_CATALOGUE)
    try:
        letter = open_letter(json_of(content), CATALOGUE)
    except Forged as error:
        raise Trouble("forged") from error
    except (ValueError, RecursionError) as error:
        raise Trouble("foreign") from error
    if not is_catalogue(letter.document):
        raise Trouble("foreign")
    return letter


def json_of(content: bytes) -> Any:
    """What somebody sent as JSON. Raises ValueError, also for the character that no database keeps."""
    if rb"\u0000" in content:
        raise ValueError("NUL")
    return json.loads(content)


def read_release(address: str, name: str, offer: Mapping[str, Any]) -> bytes:
    """The ZIP that a catalogue offers, byte for byte what was signed for. Raises Trouble."""
    version = offer["version"]
    content = _asked(f"{address}/katalog/{name}/{version}.zip", LARGEST_ZIP)
    if len(content) != offer["size"] or sha256(content).hexdigest() != offer["sha256"]:
        raise Trouble("altered", f"{name} {version}")
    try:
        with unpacked(BytesIO(content)) as folder:
            manifest = read_manifest(folder)
    except PackError as error:
        raise Trouble("unreadable", str(error)) from error
    if (manifest.name, manifest.version) != (name, version):
        raise Trouble("misnamed", f"{manifest.name} {manifest.version}")
    return content


def send_report(address: str, letter: Mapping[str, Any]) -> None:
    """Tell a publisher of an adoption. Raises Trouble."""
    _asked(f"{address}/katalog/adopsi/", LARGEST_ANSWER, letter)


def _asked(url: str, size: int, body: Any = None) -> bytes:
    facts = settings.CATALOGUE
    try:
        return ask(url, Limits(facts["timeout"], size, bool(facts["trial"])), body)
    except Unanswered as error:
        raise Trouble(error.why, error.detail) from error
