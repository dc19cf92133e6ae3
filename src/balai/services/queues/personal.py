"""Visits as personal data: shown to their owner; when their time is over, or the owner asks, they belong to nobody.

The periods stay, from which the figures of the house come; without the person they tell of nobody.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import moment
from balai.foundation.privacy.api import (
    Eraser,
    Fact,
    Section,
    Sweeper,
    register_eraser,
    register_holding,
    register_sweeper,
)
from balai.services.queues.cards import VisitCard
from balai.services.queues.following import own_visits
from balai.services.queues.models import Ticket, Visit

KIND = "visits"


def connect() -> None:
    """Register what is held, swept and erased, at start."""
    register_holding(own_queue_visits)
    register_sweeper(KIND, Sweeper(count_over, forget_over))
    register_eraser(KIND, Eraser(count_of, forget_of))


def own_queue_visits(actor: Actor) -> Iterator[Section]:
    """Where the person queued, when and for what."""
    facts = tuple(_fact(card) for card in own_visits(actor.user_id)) if actor.user_id else ()
    if facts:
        yield Section(KIND, _("Kunjungan dan antrean"), _("Anda mengambil nomornya sendiri"), facts)


def _fact(card: VisitCard) -> Fact:
    labels = ", ".join(f"{one.label} ({one.state_name})" for one in card.tickets)
    told = f"{moment(card.issued_at)}, {card.place_name}: {labels}"
    return Fact(card.code, _("Kunjungan"), told, f"{card.issued_at.isoformat()} {labels}")


def _owned(**by: object) -> QuerySet[Visit]:
    return Visit.objects.filter(person__isnull=False, **by)


def count_over(before: datetime) -> int:
    """How many visits before the moment still say whose they were."""
    return _owned(created_at__lt=before).count()


def forget_over(before: datetime) -> int:
    """Let them belong to nobody; how many."""
    return _forget(_owned(created_at__lt=before))


def count_of(person_id: UUID) -> int:
    """How many visits are the person's."""
    return _owned(person_id=person_id).count()


def forget_of(person_id: UUID) -> int:
    """Let them belong to nobody; who waits keeps the number, which the code alone opens. How many."""
    return _forget(_owned(person_id=person_id))


def _forget(visits: QuerySet[Visit]) -> int:
    ids = list(visits.values_list("pk", flat=True))
    Ticket.objects.filter(visit__in=ids).update(case_id=None, booking_id=None)
    return Visit.objects.filter(pk__in=ids).update(person=None)
