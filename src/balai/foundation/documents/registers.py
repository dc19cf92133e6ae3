"""What registers of modules above say: a letter may stand while what it grants is suspended, revoked or followed."""

from collections.abc import Callable, Collection, Mapping
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


EntriesOf = Callable[[Collection[UUID]], Mapping[UUID, RegisterEntry]]
_registers: list[EntriesOf] = []


def document_register(entries_of: EntriesOf) -> EntriesOf:
    """Register what knows of documents, by their ids, that what they grant does not hold today.

    It answers for all of them by one query; what holds, and what it does not know, is left out.
    """
    _registers.append(entries_of)
    return entries_of


def register_entries(document_ids: Collection[UUID]) -> dict[UUID, RegisterEntry]:
    """By document, what the first register says that has something to say; one query a register, none for no ids."""
    found: dict[UUID, RegisterEntry] = {}
    for entries_of in _registers if document_ids else ():
        found = {**entries_of(document_ids), **found}
    return found
