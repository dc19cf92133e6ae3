"""What registers of modules above say: a letter may stand while what it grants is suspended, revoked or followed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

Held = Literal["suspended", "revoked", "replaced"]


@dataclass(frozen=True)
class RegisterEntry:
    """How what a document grants stands today, since which day, and what that means; no personal data.

    ``effect`` is a sentence in the reader's language; ``follower_id`` the document of what took its place.
    """

    state: Held
    since: date
    effect: str
    follower_id: UUID | None = None


EntryOf = Callable[[UUID], RegisterEntry | None]
_registers: list[EntryOf] = []


def document_register(entry_of: EntryOf) -> EntryOf:
    """Register what knows of a document, by its id, that what it grants does not hold today; None while it holds."""
    _registers.append(entry_of)
    return entry_of


def register_entry(document_id: UUID) -> RegisterEntry | None:
    """What the first register says that has something to say; None while what the document grants holds."""
    found = (entry_of(document_id) for entry_of in _registers)
    return next((entry for entry in found if entry is not None), None)
