"""E-mail over SMTP, by Django's mail backend of the settings."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from balai.core.ui.look import current_look
from balai.foundation.accounts.api import ContactCard
from balai.foundation.notices.channels import smtp
from balai.foundation.notices.channels.base import Channel, Letter, Verdict

FAULTS = (smtplib.SMTPException, OSError)


class EmailLine:
    """One connection to the mail server, opened again when it broke."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server. Raises Failure."""
        message = compose(letter, self.backend)
        self._open()
        try:
            with smtp.time_limit(self.backend):
                self.backend.send_messages([message])
        except FAULTS as error:
            failure = smtp.failure_of(error)
            if failure.verdict is Verdict.BROKEN:
                hang_up(self.backend)
            raise failure from error

    def _open(self) -> None:
        try:
            self.backend.open()
        except FAULTS as error:
            raise smtp.outage_of(error) from error


class Email(Channel):
    """Text and simple HTML to the address of the account."""

    name = "email"

    def address_of(self, contact: ContactCard) -> str:
        """The address of the account."""
        return contact.email

    @contextmanager
    def open(self) -> Iterator[EmailLine]:
        """A line that stays open for the batch."""
        backend = get_connection()
        line = EmailLine(backend)
        line._open()
        try:
            yield line
        finally:
            hang_up(backend)


def hang_up(backend: BaseEmailBackend) -> None:
    """Close the line; a server that is gone already is no fault. The next letter opens a new one."""
    server = getattr(backend, "connection", None)
    try:
        backend.close()
    except FAULTS:
        if server is not None:
            server.close()


def message_id(letter: Letter) -> str:
    """The same for every sending of a letter, so that a double is recognised (RFC 5322, 3.6.4)."""
    return f"<{letter.id}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def compose(letter: Letter, backend: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The message with its headers, as text and as HTML."""
    headers = {"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),  # a fact may bring a line break, a header may not
        body=_text(letter),
        to=[letter.to.email],
        headers=headers,
        connection=backend,
    )
    message.attach_alternative(_html(letter), "text/html")
    return message


def _text(letter: Letter) -> str:
    parts = [
        letter.body,
        f"{letter.link_label}: {letter.link}" if letter.link else "",
        f"-- \n{letter.footer}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(letter: Letter) -> str:
    look = current_look()
    colours = {name.replace("-", "_"): value for name, value in look.colours["light"].items()}
    context = {"letter": letter, "look": look, "colours": colours}
    return render_to_string("notices/mail/letter.html", context)
