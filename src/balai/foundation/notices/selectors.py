"""Reads: a person's notices and choices; the outbox for administrators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from balai.core.actor import Actor
from balai.foundation.notices.channels import APP, CHANNELS
from balai.foundation.notices.digest import DIGEST
from balai.foundation.notices.kinds import Audience, Kind, all_kinds
from balai.foundation.notices.letters import Wordings
from balai.foundation.notices.models import Circuit, Delivery, Notice, Preference, Wording
from balai.foundation.notices.policies import require_manager
from balai.foundation.notices.preferences import choices_for, standard

MOST_COUNTED = 1000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class NoticeCard:
    """A line of the list."""

    id: UUID
    text: str
    at: datetime
    is_read: bool
    leads_somewhere: bool


@dataclass(frozen=True)
class Choice:
    """How one kind comes by one channel: what is chosen, among what."""

    channel: str
    name: str  # of the form field
    pace: str
    paces: tuple[str, ...]


@dataclass(frozen=True)
class KindChoices:
    """One kind with its choices; without any when it is a duty."""

    kind: Kind
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class QueueFacts:
    """The state of the outbox at a glance; counts stop at 1000."""

    waiting: int
    held: int
    dead: int
    sent_today: int
    perhaps_twice: int
    resting: tuple[Circuit, ...]


def unread_notices(actor: Actor) -> QuerySet[Notice]:
    """What the person has not opened."""
    return Notice.objects.visible_to(actor).unread()


def notices_of(actor: Actor, *, unread_only: bool = False) -> QuerySet[Notice]:
    """The person's notices, the newest first."""
    rows = Notice.objects.visible_to(actor)
    return rows.unread() if unread_only else rows


def cards_of(notices: Iterable[Notice]) -> list[NoticeCard]:
    """The lines of a list in the reader's language; one query for the texts."""
    rows = list(notices)
    wordings = Wordings(row.kind for row in rows)
    language = (translation.get_language() or "id")[:2]
    return [
        NoticeCard(
            row.pk, wordings.short(row, language), row.created_at, row.read_at is not None, bool(row.link)
        )
        for row in rows
    ]


def choices_of(actor: Actor) -> list[KindChoices]:
    """Every kind that this person can get, with what is chosen."""
    audiences: tuple[Audience, ...] = ("citizen", "officer") if actor.is_officer else ("citizen",)
    rows = Preference.objects.filter(person_id=actor.user_id)
    chosen = {(row.kind, row.channel): row.pace for row in rows}
    kinds = (kind for kind in all_kinds(audiences) if kind != DIGEST)  # comes by the choices of the others
    return [KindChoices(kind, _choices(kind, chosen)) for kind in kinds]


def _choices(kind: Kind, chosen: dict[tuple[str, str], str]) -> tuple[Choice, ...]:
    if not kind.is_optional:
        return ()
    return tuple(
        Choice(
            channel,
            f"{channel}:{kind.code}",
            chosen.get((kind.code, channel), standard(kind)[channel]),
            choices_for(kind, channel),
        )
        for channel in (APP, *CHANNELS)
    )


def queue_facts(actor: Actor) -> QueueFacts:
    """What waits, what failed, what was sent since yesterday. Raises NotAllowed."""
    require_manager(actor)
    now, rows, state = timezone.now(), Delivery.objects.order_by(), Delivery.State
    return QueueFacts(
        waiting=_capped(rows.pending()),
        held=_capped(rows.filter(state=state.HELD)),
        dead=_capped(rows.dead()),
        sent_today=_capped(rows.filter(sent_at__gt=now - DAY)),
        perhaps_twice=_capped(rows.filter(recovered__gt=0)),
        resting=tuple(Circuit.objects.filter(rests_until__gt=now)),
    )


def _capped(rows: QuerySet[Delivery]) -> int:
    return rows[:MOST_COUNTED].count()


@dataclass(frozen=True)
class QueueFilters:
    """What the list of the outbox is limited to; empty texts limit nothing."""

    states: tuple[str, ...] = ()
    kind: str = ""
    text: str = ""
    twice_only: bool = False


def listed_deliveries(actor: Actor, filters: QueueFilters) -> QuerySet[Delivery]:
    """Rows of the outbox, the newest first. Raises NotAllowed."""
    require_manager(actor)
    rows = Delivery.objects.select_related("notice__recipient")
    if filters.states:
        rows = rows.filter(state__in=filters.states)
    if filters.kind:
        rows = rows.filter(notice__kind=filters.kind)
    if filters.text:
        rows = rows.filter(
            Q(notice__recipient__full_name__icontains=filters.text)
            | Q(notice__outside_name__icontains=filters.text)
        )
    return rows.filter(recovered__gt=0) if filters.twice_only else rows


def listed_wordings(actor: Actor) -> list[Wording]:
    """The texts of all kinds that packs have brought. Raises NotAllowed."""
    require_manager(actor)
    return list(Wording.objects.all())


@dataclass(frozen=True)
class Backlog:
    """What the outbox owes: dead letters (counted up to 1000), and since when the oldest due one waits."""

    dead: int
    oldest: datetime | None


def backlog() -> Backlog:
    """The state of the outbox for whoever keeps the installation."""
    due = Delivery.objects.pending().filter(due_at__lt=timezone.now()).order_by("due_at")
    return Backlog(_capped(Delivery.objects.dead().order_by()), due.values_list("due_at", flat=True).first())
