"""Take an entry back by its counter-entry: nothing is deleted, both stand."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ui.words import short_date
from balai.foundation.audit.api import record
from balai.foundation.ledger import events, policies
from balai.foundation.ledger.access import entry_to_reverse
from balai.foundation.ledger.actions.post import check_day, write
from balai.foundation.ledger.cards import EntryCard, EntryDraft, Source, entry_card
from balai.foundation.ledger.models import Entry


@transaction.atomic
def reverse(actor: Actor, entry_id: UUID, reason: str, on: date) -> EntryCard:
    """Post the counter-entry on an open day, not before the entry's own.

    Raises Invalid without a reason, for a counter-entry or a closed day; Conflict when it was reversed already.
    """
    entry = entry_to_reverse(entry_id)
    policies.require_poster(actor, entry.book, entry.source_type)
    draft = _counter(entry, reason.strip(), on)
    check_day(entry.book, draft)
    if (first := Entry.objects.filter(reverses=entry).first()) is not None:
        raise Conflict(_already(first))
    try:
        counter = write(actor, entry.book, draft, reverses=entry)
    except IntegrityError as error:
        raise Conflict(_("Pembukuan ini baru saja dibalik.")) from error
    _record(actor, entry, reason.strip())
    return entry_card(counter)


def _already(counter: Entry) -> str:
    return _("Pembukuan ini sudah dibalik oleh {name} pada {day}.").format(
        name=counter.actor_name, day=short_date(counter.created_at)
    )


def _counter(entry: Entry, reason: str, on: date) -> EntryDraft:
    if entry.reverses_id is not None:
        raise Invalid(_("Jurnal balik tidak dibalik lagi; bukukan yang baru."))
    if not reason:
        raise Invalid(_("Tulis alasan pembalikan."), {"reason": _("Isi alasannya.")})
    if on < entry.date:
        raise Invalid(_("Jurnal balik tidak lebih awal dari pembukuan asalnya."))
    card = entry_card(entry)
    return EntryDraft(
        book_id=entry.book_id,
        date=on,
        description=f"Balik: {entry.description}"[:240],
        lines=[line.turned() for line in card.lines],
        source=Source(entry.source_type, entry.source_id, f"{entry.purpose}-balik"),
        reference=entry.reference,
    )


def _record(actor: Actor, entry: Entry, reason: str) -> None:
    unit = entry.book.unit
    record(
        actor,
        events.REVERSED,
        subject=entry,
        unit_id=unit.pk,
        region_code=unit.region_id,
        total=f"{entry.total:.2f}",
        description=entry.description,
        reason=reason,
    )
