"""Guests take their notes away; the house forgets books that are over."""

from datetime import datetime

from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.territory.guests.access import rooms_of
from balai.territory.guests.events import FORGOTTEN
from balai.territory.guests.guest import Guest
from balai.territory.guests.models import Book, Note, Room


@transaction.atomic
def erase_notes(guest: Guest) -> int:
    """Delete all notes of the guest's room for good; the link stays. How many."""
    deleted, _each = Note.objects.filter(room_id=guest.room_id).delete()
    return deleted


@transaction.atomic
def erase_book(guest: Guest) -> None:
    """Delete all rooms of the delegation with their notes and links. Raises NotAllowed for all but the leader."""
    rooms_of(guest)
    Room.objects.filter(book_id=guest.book_id).delete()


def count_over(before: datetime) -> int:
    """How many books ended before the moment."""
    return Book.objects.filter(ends_on__lt=before.date()).count()


@transaction.atomic
def forget_over(before: datetime) -> int:
    """Delete the books that ended before the moment, with every note in them; how many."""
    over = Book.objects.filter(ends_on__lt=before.date())
    subject, count = over.first(), over.count()
    if subject is not None:
        record(SYSTEM, FORGOTTEN, subject=subject, count=count)
        over.delete()
    return count
