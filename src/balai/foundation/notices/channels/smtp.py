"""What the answers and silences of a mail server mean, and a limit on how long it may take."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.utils.translation import gettext as _

from balai.foundation.notices.channels.base import Failure, Verdict

MESSAGE_LIMIT = 60.0  # seconds for one letter, however slowly the server drips


def failure_of(error: Exception) -> Failure:
    """The failure behind an exception while a letter was being sent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _answer(code, words)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Failure(Verdict.BROKEN, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if _is_silence(error):
        return Failure(Verdict.BROKEN, _("Peladen surel tidak menjawab."))
    return Failure(Verdict.BROKEN, _("Sambungan ke peladen surel terputus."))


def outage_of(error: Exception) -> Failure:
    """The failure behind an exception while the line was being opened."""
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(Verdict.DOWN, _said(error.smtp_code, error.smtp_error))
    if _is_silence(error):
        return Failure(Verdict.DOWN, _("Peladen surel tidak menjawab."))
    return Failure(Verdict.DOWN, _("Peladen surel tidak dapat dihubungi."))


def _is_silence(error: Exception) -> bool:
    """True for a time-out; smtplib wraps some of them as a lost line."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _answer(code: int, words: Any) -> Failure:
    """421 closes the line (RFC 5321, 3.8); other 4yz answers are for now, 5yz for good (4.2.1)."""
    if code == 421 or code < 400:
        return Failure(Verdict.BROKEN, _said(code, words))
    return Failure(Verdict.LATER if code < 500 else Verdict.REFUSED, _said(code, words))


def _said(code: int, words: Any) -> str:
    """The server's answer in one line, without the address that many servers repeat."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    kept = [word for word in text.split() if "@" not in word]
    return f"{code} {' '.join(kept)}".strip()


@contextmanager
def time_limit(line: Any) -> Iterator[None]:
    """Hang up after MESSAGE_LIMIT: a time-out of the socket counts only between two bytes."""
    server = getattr(line, "connection", None)  # other backends of Django (files, memory) do not stall
    timer = threading.Timer(MESSAGE_LIMIT, _hang_up, [server])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(server: smtplib.SMTP | None) -> None:
    if server is not None and server.sock is not None:
        with suppress(OSError):  # gone in the same moment
            server.sock.shutdown(socket.SHUT_RDWR)
