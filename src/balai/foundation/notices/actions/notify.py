"""Tell people something: the notice and what has to leave the house, in the caller's transaction."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone, translation

from balai.core.actor import Actor
from balai.core.secret import mask
from balai.core.ui import words
from balai.foundation.accounts.api import ContactCard, contacts
from balai.foundation.notices.channels import APP, CHANNELS
from balai.foundation.notices.kinds import Kind, kind_of
from balai.foundation.notices.models import Delivery, Notice
from balai.foundation.notices.preferences import Paces, paces_of
from balai.foundation.notices.texts import LANGUAGES
from balai.foundation.regions.api import zone

DIGEST_AT = time(6, 30)  # in the regency's zone, before the offices open
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")  # sixteen digits: a NIK or a family card


@dataclass(frozen=True)
class Message:
    """What is told. ``facts`` are exactly those of the kind; ``link`` is an address of this house, from the root."""

    kind: str
    subject: models.Model
    facts: Mapping[str, Any]
    link: str = ""


@dataclass(frozen=True)
class Outsider:
    """Somebody without an account: the contact of another government. ``language`` is "id" or "en"."""

    name: str
    email: str
    language: str = "id"


def notify(
    actor: Actor,
    kind: str,
    *,
    recipient_id: UUID,
    subject: models.Model,
    facts: Mapping[str, Any],
    link: str = "",
) -> None:
    """Tell one person. See ``notify_each``."""
    notify_each(actor, Message(kind, subject, facts, link), [recipient_id])


def notify_each(actor: Actor, message: Message, recipient_ids: Collection[UUID]) -> None:
    """Write the notices and their outbox rows; they stand or fall with the caller's transaction.

    Locked accounts are left out, and people who did it themselves where the kind says so. Sixteen-digit numbers in
    facts are masked. Raises LookupError for an unknown kind, ValueError for other facts than the kind's, and
    TransactionManagementError outside a transaction.
    """
    kind = _checked(message)
    wanted = set(recipient_ids) - ({actor.user_id} if kind.spares_actor else set())
    people = contacts(wanted) if wanted else {}
    if people:
        _write(kind, message, people)


def notify_outside(actor: Actor, message: Message, outsider: Outsider) -> None:
    """Tell somebody without an account, by mail and once. The kind must be a duty: they have nothing to switch off.

    Secrets do not belong into facts or link: a notice is kept. Raises as ``notify_each``.
    """
    kind = _checked(message)
    if kind.is_optional:
        raise ValueError(f"{kind.code} goes to people without an account, so it must be a duty")
    notice = Notice.objects.create(
        kind=kind.code,
        outside_name=outsider.name[:120],
        outside_email=outsider.email,
        language=outsider.language if outsider.language in LANGUAGES else LANGUAGES[0],
        subject_kind=message.subject._meta.label_lower,
        subject_id=message.subject.pk,
        facts={name: clean(value) for name, value in message.facts.items()},
        link=message.link,
        is_shown=False,
    )
    Delivery.objects.create(notice=notice, channel="email", due_at=timezone.now())
    transaction.on_commit(wake, robust=True)


def _checked(message: Message) -> Kind:
    kind = kind_of(message.kind)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("notices are written inside a transaction")
    if set(message.facts) != kind.facts:
        raise ValueError(f"{kind.code} wants the facts {sorted(kind.facts)}")
    return kind


def _write(kind: Kind, message: Message, people: Mapping[UUID, ContactCard]) -> None:
    paces = paces_of(kind, people)
    facts = {name: clean(value) for name, value in message.facts.items()}
    notices = Notice.objects.bulk_create(
        Notice(
            kind=kind.code,
            recipient_id=person,
            subject_kind=message.subject._meta.label_lower,
            subject_id=message.subject.pk,
            facts=facts,
            link=message.link,
            is_shown=paces[person][APP] != "off",
        )
        for person in people
    )
    deliveries = [row for one in notices for row in _deliveries(one, people[_told(one)], paces)]
    if Delivery.objects.bulk_create(deliveries):
        transaction.on_commit(wake, robust=True)


def _told(notice: Notice) -> UUID:
    assert notice.recipient_id is not None  # written for accounts
    return notice.recipient_id


def _deliveries(notice: Notice, person: ContactCard, paces: Paces) -> Iterator[Delivery]:
    for channel in CHANNELS.values():
        pace = paces[person.id][channel.name]
        if pace == "off" or not channel.address_of(person):
            continue
        held = pace == "daily"
        yield Delivery(
            notice=notice,
            channel=channel.name,
            state=Delivery.State.HELD if held else Delivery.State.WAITING,
            due_at=next_digest() if held else timezone.now(),
        )


def next_digest(now: datetime | None = None) -> datetime:
    """The next half past six in the morning, where the regency is."""
    here = (now or timezone.now()).astimezone(zone())
    today = datetime.combine(here.date(), DIGEST_AT, tzinfo=here.tzinfo)
    return today if here < today else today + timedelta(days=1)


def clean(value: Any) -> Any:
    """A fact as it is kept: plain JSON, moments in words of both languages, personal numbers masked."""
    if isinstance(value, date):
        return {language: _say(value, language) for language in LANGUAGES}
    if isinstance(value, Mapping):
        return {key: clean(text) for key, text in value.items()}
    return _NUMBER.sub(lambda found: mask(re.sub(r"\D", "", found[0])), str(value))


def _say(value: date, language: str) -> str:
    with translation.override(language):
        return words.moment(value) if isinstance(value, datetime) else words.long_date(value)


def wake() -> None:
    """Have a worker look at the outbox now; without it the next minute's round finds the rows."""
    from balai.foundation.notices.tasks import deliver_soon

    deliver_soon()
