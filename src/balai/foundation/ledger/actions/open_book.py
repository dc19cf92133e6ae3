"""Open the book of a unit for a year."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.ledger import events, policies
from balai.foundation.ledger.cards import BookCard, book_card
from balai.foundation.ledger.models import Book, Chart


@transaction.atomic
def open_book(actor: Actor, unit_id: UUID, kind: str, year: int, chart: str) -> BookCard:
    """The unit's book of the kind for the year, opened on first need.

    Raises Invalid for an unknown chart, or when the book stands with another one; NotAllowed.
    """
    if not Chart.objects.filter(pk=chart).exists():
        raise Invalid(_("Bagan akun “{chart}” belum dipasang.").format(chart=chart))
    book, opened = Book.objects.select_related("unit").get_or_create(
        unit_id=unit_id, kind=kind, year=year, defaults={"chart_id": chart}
    )
    if book.chart_id != chart:
        raise Invalid(_("Buku ini memakai bagan akun {chart}.").format(chart=book.chart_id))
    if opened:
        policies.require(actor, policies.POST, book)
        unit = book.unit
        record(
            actor,
            events.BOOK_OPENED,
            subject=book,
            unit_id=unit.pk,
            region_code=unit.region_id,
            kind=kind,
            year=year,
        )
    return book_card(book)
