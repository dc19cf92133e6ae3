"""Entries of all three kinds as lines of a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from balai.foundation.audit.models import Change, Event, PersonalRead
from balai.foundation.audit.registry import sentence
from balai.foundation.audit.selectors import Tab
from balai.foundation.audit.words import change_sentence, read_sentence, thing_name


@dataclass(frozen=True)
class Line:
    """An entry as a list shows it. ``key`` is that of its subject, ``why`` the reason or address."""

    tab: Tab
    id: UUID
    when: datetime
    sentence: str
    who: str
    standing: str
    thing: str
    key: str
    why: str
    is_refused: bool = False


def line_of(entry: Event | Change | PersonalRead) -> Line:
    """The line of an entry."""
    if isinstance(entry, Event):
        return _event_line(entry)
    return _change_line(entry) if isinstance(entry, Change) else _read_line(entry)


def _event_line(event: Event) -> Line:
    return Line(
        tab="peristiwa",
        id=event.id,
        when=event.happened_at,
        sentence=sentence(event.name, event.facts),
        who=event.actor_name,
        standing=event.actor_role,
        thing=thing_name(event.subject_kind),
        key=str(event.subject_id),
        why=event.name,
    )


def _change_line(change: Change) -> Line:
    return Line(
        tab="perubahan",
        id=change.id,
        when=change.created_at,
        sentence=change_sentence(change),
        who=change.actor_name or change.db_user,
        standing=change.standing,
        thing=thing_name(change.subject_kind),
        key=change.subject_key,
        why=change.why,
    )


def _read_line(read: PersonalRead) -> Line:
    return Line(
        tab="akses",
        id=read.id,
        when=read.created_at,
        sentence=read_sentence(read),
        who=read.actor_name,
        standing=read.standing,
        thing=thing_name(read.subject_kind),
        key=str(read.subject_id),
        why=read.why,
        is_refused=not read.allowed,
    )
