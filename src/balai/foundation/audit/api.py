"""Events and the log of reads: what other modules may use."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.audit.models import Event, PersonalRead
from balai.foundation.audit.registry import declare, require, sentence

__all__ = ["EventCard", "declare", "events_of", "log_read", "record"]


@dataclass(frozen=True)
class EventCard:
    """One event as people read it."""

    id: UUID
    name: str
    sentence: str
    actor_name: str
    actor_role: str
    happened_at: datetime
    is_public: bool
    facts: dict[str, Any]


def record(
    actor: Actor,
    name: str,
    *,
    subject: models.Model,
    unit_id: UUID | None = None,
    region_code: str = "",
    public: bool = False,
    role: str = "",
    **facts: Any,
) -> UUID:
    """Append an event in the current transaction. Facts are plain JSON values without identity numbers.

    Raises LookupError for a name that was not declared.
    """
    require(name)
    event = Event(
        name=name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_role=role,
        unit_id=unit_id,
        region_code=region_code,
        is_public=public,
        facts=facts,
        happened_at=timezone.now(),
    )
    event.save(force_insert=True)
    return event.id


def events_of(subject_id: UUID, *, public_only: bool = False) -> list[EventCard]:
    """The events of one subject in order of time, as sentences in the current language."""
    events = Event.objects.filter(subject_id=subject_id)
    if public_only:
        events = events.filter(is_public=True)
    return [
        EventCard(
            event.id,
            event.name,
            sentence(event.name, event.facts),
            event.actor_name,
            event.actor_role,
            event.happened_at,
            event.is_public,
            event.facts,
        )
        for event in events
    ]


def log_read(actor: Actor, *, subject: models.Model, what: str, why: str, allowed: bool = True) -> None:
    """Log a read of personal data on its own connection, so that it survives a rollback of the request."""
    PersonalRead.objects.using("witness").create(
        actor_id=actor.user_id,
        actor_name=actor.name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        what=what,
        why=why,
        origin=actor.origin,
        allowed=allowed,
    )
