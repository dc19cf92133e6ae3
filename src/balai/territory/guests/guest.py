"""Who came in by a link: a room, its key, and what the key opens."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from balai.core.actor import Actor


@dataclass(frozen=True)
class Guest:
    """Lives as long as a request; ``key`` and ``code`` never leave it but for the phone itself."""

    room_id: UUID
    book_id: UUID
    delegation_id: UUID
    unit_id: UUID | None
    name: str
    ends_on: date
    code: str = field(repr=False)
    key: bytes = field(repr=False)

    @property
    def is_leading(self) -> bool:
        """True for the leader of the delegation, who opens the rooms of all units."""
        return self.unit_id is None

    @property
    def actor(self) -> Actor:
        """A visitor: what a guest does inside the book is told to nobody."""
        return Actor(user_id=None, name=self.name)


@dataclass(frozen=True)
class RoomCard:
    """A room as its leader sees it."""

    id: UUID
    name: str
    is_leading: bool
    code: str = field(repr=False)
    key: bytes = field(repr=False)

    @property
    def has_link(self) -> bool:
        """True once it can be entered."""
        return bool(self.code)


def key_place(room_id: UUID, reader: str) -> str:
    """Where a room's key stands: for its link, or for the leader."""
    return f"key {reader} {room_id}"


def link_place(room_id: UUID) -> str:
    """Where the leader's copy of a link stands."""
    return f"link {room_id}"


def note_place(room_id: UUID, session_id: UUID, key: UUID) -> str:
    """Where a note stands."""
    return f"note {room_id} {session_id} {key}"
