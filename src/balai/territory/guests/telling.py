"""What the leader is told: that there is a book, and where to open it. Never what opens it: a notice is kept."""

from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.foundation.notices import api as notices
from balai.territory.guests import host
from balai.territory.guests.addresses import leader_address
from balai.territory.guests.models import Book

READY = notices.declare(
    notices.Kind(
        "guests.book_ready",
        _("Buku tamu disiapkan"),
        "citizen",
        frozenset({"code"}),
        duty=_("Tanpa kabar ini rombongan tidak menemukan acara dan catatannya."),
    )
)


def tell_ready(actor: Actor, book: Book) -> None:
    """A mail to the contact of the delegation, in the transaction that makes the book."""
    contact = host.contact_of(book.delegation_id)
    if contact is not None:
        facts, link = {"code": book.code}, leader_address(book.code)
        notices.notify_outside(actor, notices.Message(READY.code, book, facts, link), contact)
