"""Forget notices that are old or whose reader asks for it: what they tell of is kept elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from balai.foundation.notices.models import Delivery, Notice, Preference

BATCH = 1000


def count_before(moment: datetime) -> int:
    """How many notices were written before the moment."""
    return Notice.objects.filter(created_at__lt=moment).count()


def forget_before(moment: datetime) -> int:
    """Delete notices written before the moment, with their rows of the outbox; returns how many notices.

    What has not left the house yet, or failed and waits for an administrator, stays.
    """
    total = 0
    while gone := _forget_batch(moment):
        total += gone
    return total


@transaction.atomic
def _forget_batch(moment: datetime) -> int:
    old = Notice.objects.filter(created_at__lt=moment).exclude(pk__in=_unsent()).order_by("id")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    _delete(ids)
    return len(ids)


def _delete(ids: list[UUID]) -> None:
    Delivery.objects.filter(notice_id__in=ids).delete()
    Notice.objects.filter(pk__in=ids).delete()


def count_unsent(moment: datetime) -> int:
    """How many notices from before the moment have not left the house yet, or wait for an administrator."""
    return Notice.objects.filter(created_at__lt=moment, pk__in=_unsent()).count()


def _unsent() -> QuerySet[Any]:
    open_ones = [*Delivery.PENDING, Delivery.State.HELD, Delivery.State.DEAD]
    return Delivery.objects.filter(state__in=open_ones).values("notice_id")


def count_of(person_id: UUID) -> int:
    """How many notices and choices of a person are kept."""
    own = Notice.objects.filter(recipient_id=person_id).count()
    return own + Preference.objects.filter(person_id=person_id).count()


@transaction.atomic
def forget_of(person_id: UUID) -> int:
    """Delete a person's notices and choices, also what has not been sent yet; returns how many."""
    ids = list(Notice.objects.filter(recipient_id=person_id).values_list("pk", flat=True))
    _delete(ids)
    return len(ids) + Preference.objects.filter(person_id=person_id).delete()[0]


def is_told(person_id: UUID, subject_id: UUID) -> bool:
    """True when word of the subject has left the house to the person, and nothing of it waits any more."""
    rows = Delivery.objects.filter(notice__recipient_id=person_id, notice__subject_id=subject_id)
    waiting = rows.filter(state__in=[*Delivery.PENDING, Delivery.State.HELD])
    return rows.filter(state=Delivery.State.SENT).exists() and not waiting.exists()
