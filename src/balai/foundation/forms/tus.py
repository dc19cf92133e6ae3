"""The words of tus 1.0 that we speak (docs/decisions/0042): headers read into plain values."""

import base64
import binascii
import hashlib
import hmac
import time

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.foundation.forms.uploading import LARGEST_PIECE, Announced, Part

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHMS = ("sha256", "sha1")
TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
SECONDS = 90.0  # for one piece to arrive; a line slower than that sends smaller ones
BITE = 64 * 1024
MOST_DIGITS = 10


class Fault(Exception):
    """A request that does not speak the protocol, with its status and a sentence."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def check_version(request: HttpRequest) -> None:
    """Raises Fault (412) for another version or none."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Fault(412, _("Versi pengiriman ini tidak dikenal."), {"Tus-Version": VERSION})


def read_announcement(request: HttpRequest) -> Announced:
    """The file that is about to come. Raises Fault (400)."""
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    digest = told.get("sha256", "")
    if digest and (len(digest) != 64 or not set(digest) <= set("0123456789abcdef")):
        raise Fault(400, _("Sidik berkas ini tidak terbaca."))
    return Announced(
        told.get("field", ""), told.get("filename", ""), _number(request, "Upload-Length"), digest
    )


def read_place(request: HttpRequest) -> tuple[int, int]:
    """From which byte on and how many are about to come. Raises Fault (400, 411, 415)."""
    if request.headers.get("Content-Type") != TYPE:
        raise Fault(415, _("Jenis isi permintaan ini tidak diterima."))
    if not request.headers.get("Content-Length"):
        raise Fault(411, _("Panjang bagian ini tidak disebut."))
    return _number(request, "Upload-Offset"), _number(request, "Content-Length")


def read_part(request: HttpRequest, start: int, size: int) -> Part:
    """The piece itself. Raises Fault (400 when the line broke, 408, 413, 460)."""
    if size > LARGEST_PIECE:
        raise Fault(413, _("Bagian ini lebih besar dari yang diterima."))
    algorithm, expected = _checksum(request.headers.get("Upload-Checksum", ""))
    content = _body(request, size)
    if len(content) != size:
        raise Fault(400, _("Sambungan terputus di tengah bagian ini."))
    if not hmac.compare_digest(hashlib.new(algorithm, content, usedforsecurity=False).digest(), expected):
        raise Fault(CHECKSUM_MISMATCH, _("Bagian ini rusak di jalan."))
    return Part(start, content)


def _body(request: HttpRequest, size: int) -> bytes:
    """What arrives before the line breaks or the time is over."""
    until, bites, missing = time.monotonic() + SECONDS, [], size
    try:
        while missing and (bite := request.read(min(BITE, missing))):
            bites.append(bite)
            missing -= len(bite)
            if time.monotonic() > until:
                raise Fault(408, _("Bagian ini terlalu lama di jalan."))
    except OSError:
        pass  # the length tells
    return b"".join(bites)


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Fault(400, _("Permintaan ini tidak lengkap: %s.") % header)
    return int(text)


def _checksum(header: str) -> tuple[str, bytes]:
    algorithm, _space, text = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Fault(400, _("Setiap bagian harus membawa sidik sha256 atau sha1."))
    return algorithm, _decoded(text)


def _metadata(header: str) -> dict[str, str]:
    pairs = (item.strip().partition(" ") for item in header.split(",") if item.strip())
    return {name: _decoded(text).decode("utf-8", "replace") for name, _space, text in pairs}


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Fault(400, _("Permintaan ini tidak terbaca.")) from error
