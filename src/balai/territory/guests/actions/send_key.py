"""Send the leader a one-time key that opens the book."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.territory.guests import host, sealing
from balai.territory.guests.addresses import key_link
from balai.territory.guests.events import KEY_SENT
from balai.territory.guests.models import Book
from balai.territory.guests.rules import rule


def send_key(actor: Actor, book: Book) -> None:
    """Make a key, keep its digest, and hand the key to the mail server within this request.

    It goes past the outbox on purpose: what waits there can be read in the database and in its backups. When the server
    does not take it, nothing is kept, and whoever asked is told so. Raises Conflict once the book is open, Invalid.
    """
    contact = host.contact_of(book.delegation_id)
    if contact is None:
        raise Invalid(_("Permohonan kunjungan ini tidak menyebut alamat surel. Hubungi tuan rumah."))
    with transaction.atomic():
        secret = _new_key(book)
        record(actor, KEY_SENT, subject=book)
        with translation.override(contact.language):
            _mail(book, contact, secret)


def _new_key(book: Book) -> str:
    secret = sealing.new_secret()
    until = timezone.now() + timedelta(minutes=rule().key_minutes)
    rows = Book.objects.filter(pk=book.pk, opened_at=None)
    if not rows.update(key_digest=sealing.digest_of(secret), key_until=until):
        raise Conflict(_("Buku tamu ini sudah dibuka. Pakai tautan pimpinan yang dibuat saat itu."))
    return secret


def _mail(book: Book, contact: host.Outsider, secret: str) -> None:
    body = _(
        "Kepada %(name)s,\n\n"
        "buku tamu kunjungan %(code)s dibuka dengan tautan ini:\n\n%(link)s\n\n"
        "Tautan berlaku %(minutes)s menit dan hanya satu kali. Setelah dibuka, Anda menerima tautan pimpinan dan satu "
        "tautan untuk setiap unit. Catatan di dalamnya hanya dapat dibaca dengan tautan itu; tuan rumah tidak dapat "
        "membacanya."
    ) % {
        "name": contact.name,
        "code": book.code,
        "link": key_link(secret),
        "minutes": rule().key_minutes,
    }
    subject = _("Kunci buku tamu kunjungan %(code)s") % {"code": book.code}
    message = EmailMessage(subject, body, to=[contact.email], headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except OSError as fault:  # SMTPException is one
        raise Invalid(_("Surel belum dapat dikirim. Coba lagi beberapa menit lagi.")) from fault
