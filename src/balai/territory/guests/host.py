"""What the host's side tells and takes: the only place here that knows its api. No note ever passes through it.

The leader's room is no unit: what the host asks of units (arrivals, questions, evaluations, spending) is not asked
there.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import NotAllowed
from balai.territory.guests.guest import Guest
from balai.territory.visits import api as visits
from balai.territory.visits.api import (
    About,
    AnswerCard,
    DelegationCard,
    Outsider,
    RatingDraft,
    SessionCard,
    SpendingDraft,
    about,
    contact_of,
    delegation,
    materials,
    programme,
    session_coded,
)

__all__ = [
    "About",
    "AnswerCard",
    "Arrival",
    "DelegationCard",
    "Outsider",
    "RatingDraft",
    "SessionCard",
    "SpendingDraft",
    "about",
    "answers",
    "arrivals_of",
    "arrive",
    "ask",
    "contact_of",
    "delegation",
    "is_rated",
    "is_spending_told",
    "materials",
    "programme",
    "rate",
    "session_coded",
    "spend",
]


@dataclass(frozen=True)
class Arrival:
    """That somebody of a unit came, as the phone says."""

    key: UUID
    at: datetime
    channel: str
    people: int


def _unit(guest: Guest) -> UUID:
    """The unit that speaks. Raises NotAllowed for the leader."""
    if guest.unit_id is None:
        raise NotAllowed(_("Ini dicatat dari tautan unit, bukan dari tautan pimpinan."))
    return guest.unit_id


def arrivals_of(guest: Guest) -> dict[UUID, datetime]:
    """When the unit first came to each session."""
    return visits.arrivals_of(guest.unit_id) if guest.unit_id else {}


def arrive(guest: Guest, session_id: UUID, arrival: Arrival) -> None:
    """Note an arrival, once a key. Raises NotVisible, NotAllowed, Invalid."""
    visits.record_arrival(
        session_id, _unit(guest), str(arrival.key), arrival.at, arrival.channel, people=arrival.people
    )


def answers(guest: Guest, session_id: UUID) -> list[AnswerCard]:
    """The unit's questions to a session with their answers."""
    rows = visits.answers(guest.unit_id) if guest.unit_id else ()
    return [one for one in rows if one.session_id == session_id]


def ask(guest: Guest, session_id: UUID, key: UUID, text: str) -> None:
    """Put a question, once a key. Raises NotVisible, NotAllowed, Invalid."""
    visits.record_question(session_id, _unit(guest), str(key), text)


def is_rated(guest: Guest, session_id: UUID) -> bool:
    """True once somebody of the unit has said how the session was."""
    return guest.unit_id is not None and session_id in visits.rated_sessions(guest.unit_id)


def rate(guest: Guest, session_id: UUID, key: UUID, draft: RatingDraft) -> None:
    """Say how a session was, once a key. Raises NotVisible, NotAllowed, Invalid."""
    visits.record_rating(session_id, _unit(guest), str(key), draft)


def is_spending_told(guest: Guest) -> bool:
    """True once the unit has said what it spent."""
    return guest.unit_id is not None and visits.is_spending_told(guest.unit_id)


def spend(guest: Guest, key: UUID, draft: SpendingDraft) -> None:
    """Say what the unit spent. A press that comes twice is fine. Raises NotVisible, NotAllowed, Invalid."""
    visits.record_spending(_unit(guest), str(key), draft)
