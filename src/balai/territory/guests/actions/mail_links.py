"""The leader has links of units mailed: within the request, past the outbox, so none waits where it can be read."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.documents.api import count_use
from balai.foundation.regions.api import regency
from balai.territory.guests.addresses import room_link
from balai.territory.guests.events import LINKS_MAILED
from balai.territory.guests.guest import Guest, RoomCard
from balai.territory.guests.models import Book

ROUNDS = 5  # of one book in ten minutes
PATIENCE = 5  # seconds with a silent mail server
LONGEST = 20  # seconds of a whole round, since somebody waits for the page


@dataclass(frozen=True)
class Letter:
    """A unit's link and the mailbox it goes to; the address is kept nowhere."""

    room: RoomCard
    address: str


@dataclass(frozen=True)
class Round:
    """The units whose mail the server took, and those whose it did not."""

    sent: tuple[str, ...]
    failed: tuple[str, ...]


def mail_links(guest: Guest, letters: Sequence[Letter]) -> Round:
    """Hand each link to the mail server, by one line; what it has not taken within 20 seconds stays here.

    Raises Conflict after many rounds, Invalid when it takes none.
    """
    if count_use("guest-links", str(guest.book_id)) > ROUNDS:
        raise Conflict(
            _("Tautan sudah beberapa kali dikirim. Periksa kotak surat, atau coba sepuluh menit lagi.")
        )
    taken = _hand_over(guest, letters)
    names = [letter.room.name for letter in letters]
    if not any(taken):
        raise Invalid(_("Surel belum dapat dikirim. Coba lagi beberapa menit lagi."))
    record(guest.actor, LINKS_MAILED, subject=Book.objects.get(pk=guest.book_id), count=sum(taken))
    return Round(
        tuple(name for name, is_sent in zip(names, taken, strict=True) if is_sent),
        tuple(name for name, is_sent in zip(names, taken, strict=True) if not is_sent),
    )


def _hand_over(guest: Guest, letters: Sequence[Letter]) -> list[bool]:
    line, until = get_connection(timeout=PATIENCE), time.monotonic() + LONGEST
    try:
        line.open()
    except OSError as fault:  # SMTPException is one
        raise Invalid(_("Surel belum dapat dikirim. Coba lagi beberapa menit lagi.")) from fault
    try:
        return [time.monotonic() < until and _is_taken(line, _message(guest, letter)) for letter in letters]
    finally:
        line.close()


def _is_taken(line: BaseEmailBackend, message: EmailMessage) -> bool:
    message.connection = line
    try:
        return bool(message.send())
    except OSError:
        return False


def _message(guest: Guest, letter: Letter) -> EmailMessage:
    body = _(
        "Kepada %(unit)s,\n\n"
        "pimpinan rombongan membagikan tautan buku kunjungan unit Anda di %(host)s:\n\n%(link)s\n\n"
        "Buka di ponsel: di dalamnya ada acara, kehadiran, dan catatan unit Anda, juga tanpa sambungan. Siapa yang "
        "memegang tautan ini dapat membaca catatan itu; jangan teruskan ke luar unit. Tautan berlaku sampai %(until)s."
    ) % {
        "unit": letter.room.name,
        "host": regency().name,
        "link": room_link(letter.room.code),
        "until": guest.ends_on.isoformat(),
    }
    subject = _("Buku kunjungan %(unit)s") % {"unit": letter.room.name}
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[letter.address], headers=headers)
