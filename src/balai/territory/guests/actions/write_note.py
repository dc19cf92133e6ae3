"""Write a note, once each, whenever it arrives."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.territory.guests.guest import Guest, note_place
from balai.territory.guests.models import Note, Room
from balai.territory.guests.sealing import seal
from balai.territory.guests.words import Words


@dataclass(frozen=True)
class NoteDraft:
    """What a phone sends: its own key for the writing, and the keys of the texts that its writer saw."""

    session_id: UUID
    key: UUID
    seen: Collection[UUID]
    written_at: datetime
    words: Words


@transaction.atomic
def write_note(guest: Guest, draft: NoteDraft) -> bool:
    """Keep the text in place of those that its writer saw; what another phone wrote meanwhile stays beside it.

    False when this writing arrived before.
    """
    Room.objects.select_for_update().get(pk=guest.room_id)
    if Note.objects.filter(room_id=guest.room_id, key=draft.key).exists():
        return False
    place = note_place(guest.room_id, draft.session_id, draft.key)
    note = Note.objects.create(
        room_id=guest.room_id,
        session_id=draft.session_id,
        key=draft.key,
        sealed=seal(guest.key, draft.words.packed(), place),
        written_at=min(draft.written_at, timezone.now()),
    )
    standing = Note.objects.filter(room_id=guest.room_id, session_id=draft.session_id, replaced_by=None)
    standing.filter(key__in=draft.seen).exclude(pk=note.pk).update(replaced_by=note, sealed=b"")
    return True
