"""The ways to obtain one book or one entry."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.ledger import policies
from balai.foundation.ledger.models import Book, Entry


def get_book(actor: Actor, book_id: UUID, *, to: str = "") -> Book:
    """The book for reading, or for what a permission names. Raises NotVisible, NotAllowed."""
    book = Book.objects.visible_to(actor).select_related("unit").filter(pk=book_id).first()
    if book is None:
        raise NotVisible(_("Buku ini tidak ditemukan."))
    if to:
        policies.require(actor, to, book)
    return book


def book_to_post(book_id: UUID) -> Book:
    """The book of a posting; whoever posts by rule need not see the rest of it. Raises NotVisible."""
    book = Book.objects.select_related("unit").filter(pk=book_id).first()
    if book is None:
        raise NotVisible(_("Buku ini tidak ditemukan."))
    return book


def entry_to_reverse(entry_id: UUID) -> Entry:
    """The entry with its book. Raises NotVisible."""
    entry = Entry.objects.select_related("book__unit").filter(pk=entry_id).first()
    if entry is None:
        raise NotVisible(_("Pembukuan ini tidak ditemukan."))
    return entry
