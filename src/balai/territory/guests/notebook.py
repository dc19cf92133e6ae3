"""Notes, opened for whoever holds the key of their room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from balai.territory.guests.access import rooms_of
from balai.territory.guests.guest import Guest, note_place
from balai.territory.guests.models import Note
from balai.territory.guests.sealing import Damaged, unseal
from balai.territory.guests.words import Words, joined, unpacked


@dataclass(frozen=True)
class Writing:
    """One standing text of a note; ``words`` is None for one that was changed from outside."""

    key: UUID
    written_at: datetime
    words: Words | None


@dataclass(frozen=True)
class Page:
    """What a room says about a session: one text, or those of two phones until somebody joins them."""

    room_id: UUID
    session_id: UUID
    writings: tuple[Writing, ...]

    @property
    def readable(self) -> list[Words]:
        """The texts that could be opened."""
        return [one.words for one in self.writings if one.words is not None]

    @property
    def words(self) -> Words:
        """The texts as one."""
        return joined(self.readable)

    @property
    def keys(self) -> str:
        """What whoever writes next has seen."""
        return " ".join(str(one.key) for one in self.writings)

    @property
    def is_double(self) -> bool:
        """True while texts of two phones stand beside each other."""
        return len(self.writings) > 1

    @property
    def is_damaged(self) -> bool:
        """True when a text was changed from outside."""
        return any(one.words is None for one in self.writings)


def own_pages(guest: Guest) -> dict[UUID, Page]:
    """What the guest's room says, by session."""
    pages = _pages({guest.room_id: guest.key})
    return {page.session_id: page for page in pages}


def own_page(guest: Guest, session_id: UUID) -> Page:
    """What the guest's room says about a session; empty at first."""
    found = _pages({guest.room_id: guest.key}, session_id=session_id)
    return found[0] if found else Page(guest.room_id, session_id, ())


def all_pages(guest: Guest) -> list[tuple[str, Page]]:
    """What all rooms of the delegation say, with the name of each, for its leader. Raises NotAllowed."""
    rooms = {room.id: room for room in rooms_of(guest)}
    pages = _pages({room.id: room.key for room in rooms.values() if room.key})
    return [(rooms[page.room_id].name, page) for page in pages]


def _pages(keys: Mapping[UUID, bytes], **only: UUID) -> list[Page]:
    rows = Note.objects.filter(room__in=keys, replaced_by=None, **only).order_by("written_at", "id")
    texts: dict[tuple[UUID, UUID], list[Note]] = {}
    for row in rows:
        texts.setdefault((row.room_id, row.session_id), []).append(row)
    return [Page(*place, tuple(_opened(found, keys[place[0]]))) for place, found in texts.items()]


def _opened(rows: Iterable[Note], key: bytes) -> Iterable[Writing]:
    for row in rows:
        try:
            place = note_place(row.room_id, row.session_id, row.key)
            words: Words | None = unpacked(unseal(key, bytes(row.sealed), place))
        except Damaged:
            words = None
        yield Writing(row.key, row.written_at, words)
