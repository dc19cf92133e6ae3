"""ClamAV beside the own checks: optional, by clamd's stream protocol over a socket; closed when it does not answer."""

import socket
import struct
import time
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from balai.foundation.forms.checking.refused import Refused

SECONDS = 20.0  # for one file, from the first byte to the verdict
CHUNK = 64 * 1024
LONGEST_ANSWER = 1024


class ScannerDown(Refused):
    """The scanner did not give a verdict; nothing is said about the file, and it is not kept."""


def scan(content: bytes) -> None:
    """Ask the scanner, where one is set. Raises Refused for a find, ScannerDown without a verdict."""
    if not settings.CLAMD:
        return
    try:
        answer = _ask(settings.CLAMD, b"zINSTREAM\0", content)
    except (OSError, ValueError) as error:
        raise ScannerDown(_silent()) from error
    if answer.endswith("FOUND"):
        raise Refused(
            _("Pemeriksa virus menemukan sesuatu yang berbahaya di berkas ini. Berkas tidak disimpan.")
        )
    if not answer.endswith("OK"):
        raise ScannerDown(_silent())


def _silent() -> str:
    return _("Pemeriksa virus sedang tidak menjawab. Berkas belum disimpan; coba lagi beberapa menit lagi.")


def fault() -> str:
    """Why the scanner that is set cannot be used; empty when it answers or none is set."""
    if not settings.CLAMD:
        return ""
    try:
        answer = _ask(settings.CLAMD, b"zPING\0")
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return "" if answer == "PONG" else answer or "empty answer"


def _ask(address: str, command: bytes, content: bytes | None = None) -> str:
    """One conversation, within the time. Raises OSError, ValueError for an address nobody understands."""
    until = time.monotonic() + SECONDS
    with closing(_connect(address)) as line:
        line.sendall(command)
        if content is not None:
            _send(line, content, until)
        return _answer(line, until)


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(parts.path)
        return line
    if parts.scheme != "tcp" or not parts.hostname:
        raise ValueError(f"BALAI_CLAMD: unix:/path or tcp://host:port, not {address}")
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=SECONDS)


def _send(line: socket.socket, content: bytes, until: float) -> None:
    for start in range(0, len(content), CHUNK):
        _within(line, until)
        part = content[start : start + CHUNK]
        line.sendall(struct.pack("!L", len(part)) + part)
    line.sendall(struct.pack("!L", 0))


def _answer(line: socket.socket, until: float) -> str:
    data = b""
    while not data.endswith(b"\0") and len(data) < LONGEST_ANSWER:
        _within(line, until)
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        data += part
    return data.rstrip(b"\0").decode("utf-8", "replace").strip()


def _within(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no verdict in time")
    line.settimeout(left)
