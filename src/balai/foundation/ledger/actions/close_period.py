"""Close a book up to a day: from then on nothing is posted before it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.ledger import access, events, policies
from balai.foundation.ledger.cards import BookCard, book_card
from balai.foundation.ledger.models import Book


@transaction.atomic
def close_period(actor: Actor, book_id: UUID, through: date) -> BookCard:
    """Close the book through the last day of a month. Postings that are under way are waited for.

    Raises Invalid for another day or one outside the year, Conflict when it is closed that far; NotVisible, NotAllowed.
    """
    book = access.get_book(actor, book_id, to=policies.CLOSE)
    _check(book, through)
    later = Book.objects.filter(pk=book.pk).exclude(closed_through__gte=through)
    if not later.update(closed_through=through):
        raise Conflict(_("Buku ini sudah ditutup sampai tanggal itu."))
    book.closed_through = through
    unit = book.unit
    record(
        actor,
        events.PERIOD_CLOSED,
        subject=book,
        unit_id=unit.pk,
        region_code=unit.region_id,
        kind=book.kind,
        year=book.year,
        through=through.isoformat(),
    )
    return book_card(book)


def _check(book: Book, through: date) -> None:
    if through.year != book.year:
        raise Invalid(_("Tanggal ini di luar tahun buku {year}.").format(year=book.year))
    if (date.fromordinal(through.toordinal() + 1)).day != 1:
        raise Invalid(_("Buku ditutup pada akhir bulan."))
