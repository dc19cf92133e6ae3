"""Events, the journal of changes, and the log of reads: what other modules may use."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.audit.actions.retire import Retired, retire
from balai.foundation.audit.actions.seal import seal_all
from balai.foundation.audit.actions.sign_head import head_file, sign_head
from balai.foundation.audit.actions.verify import Verified, verify_chain
from balai.foundation.audit.context import acting, current_context, standing_of
from balai.foundation.audit.journal import history
from balai.foundation.audit.models import Change, Event, PersonalRead
from balai.foundation.audit.owners import owner_of, tell_owner
from balai.foundation.audit.recording import record
from balai.foundation.audit.registry import declare, sentence
from balai.foundation.audit.tables import append_only_tables, only_grows

__all__ = [
    "EventCard",
    "HeadFile",
    "ReadCard",
    "Retired",
    "Verified",
    "acting",
    "append_only_tables",
    "count_trail_of",
    "declare",
    "events_of",
    "first_actors",
    "history",
    "log_read",
    "only_grows",
    "reads_of",
    "record",
    "refusals_logged",
    "retire",
    "seal_now",
    "signed_head",
    "tell_owner",
    "verify_chain",
]


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


@dataclass(frozen=True)
class ReadCard:
    """One look at somebody's personal data, also a refused one."""

    id: UUID
    actor_id: UUID | None
    actor_name: str
    standing: str
    subject_kind: str
    subject_id: UUID
    what: str
    why: str
    when: datetime
    allowed: bool


@dataclass(frozen=True)
class HeadFile:
    """The signed head of the chain as a file."""

    name: str
    content: bytes
    seal: int


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


def first_actors(subject_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who began each subject, by the actor's name in its first event; one query."""
    firsts = Event.objects.filter(subject_id__in=list(subject_ids)).order_by("subject_id", "id")
    return dict(firsts.distinct("subject_id").values_list("subject_id", "actor_name"))


def log_read(
    actor: Actor,
    *,
    subject: models.Model,
    what: str,
    why: str,
    allowed: bool = True,
    person_id: UUID | None = None,
) -> None:
    """Log a read of personal data on its own connection, so that it survives a rollback of the request.

    ``person_id`` is the account of the person whose data it is; without it the subject says who that is.
    """
    PersonalRead.objects.using("witness").create(
        actor_id=actor.user_id,
        actor_name=actor.name,
        standing=standing_of(actor),
        person_id=person_id or owner_of(subject),
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        what=what,
        why=why,
        origin=actor.origin,
        allowed=allowed,
        context_id=current_context(),
    )


@contextmanager
def refusals_logged(
    actor: Actor, model: type[models.Model], subject_id: UUID, *, what: str, why: str
) -> Iterator[None]:
    """Log the read when what happens inside is refused, once, and let the refusal pass.

    What does not exist is no read.
    """
    try:
        yield
    except (NotAllowed, NotVisible) as refusal:
        subject = None if refusal.is_logged else model._base_manager.filter(pk=subject_id).first()
        if subject is not None:
            log_read(actor, subject=subject, what=what, why=why, allowed=False)
            refusal.is_logged = True
        raise


def reads_of(person_id: UUID, *, before: UUID | None = None, limit: int = 50) -> list[ReadCard]:
    """Who looked at this person's data, newest first, their own looks included; ``before`` is the id to go on from."""
    reads = PersonalRead.objects.filter(person_id=person_id).order_by("-id")
    if before:
        reads = reads.filter(pk__lt=before)
    return [_card(read) for read in reads[:limit]]


def count_trail_of(person_id: UUID) -> int:
    """How many entries of the trail tell of the person: looks at their data, their own deeds, changes of their rows."""
    looks = PersonalRead.objects.filter(Q(person_id=person_id) | Q(actor_id=person_id)).count()
    deeds = Event.objects.filter(Q(actor_id=person_id) | Q(subject_id=person_id)).count()
    return looks + deeds + Change.objects.filter(subject_key=str(person_id)).count()


def _card(read: PersonalRead) -> ReadCard:
    return ReadCard(
        id=read.id,
        actor_id=read.actor_id,
        actor_name=read.actor_name,
        standing=read.standing,
        subject_kind=read.subject_kind,
        subject_id=read.subject_id,
        what=read.what,
        why=read.why,
        when=read.created_at,
        allowed=read.allowed,
    )


def seal_now() -> int:
    """Seal all entries that are committed; returns how many."""
    return seal_all()


def signed_head() -> HeadFile | None:
    """The signed head of today, made now if need be; None while nothing is sealed."""
    seal_all()
    head = sign_head()
    return HeadFile(*head_file(head), head.seal) if head else None
