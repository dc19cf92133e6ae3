"""Taking rows of the outbox: conditional updates under SKIP LOCKED, with a lease that runs out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from balai.core.ids import uuid7
from balai.foundation.notices.models import Delivery

LEASE = timedelta(minutes=5)
State = Delivery.State


@transaction.atomic
def claim(channel: str, limit: int) -> list[Delivery]:
    """Take up to ``limit`` due rows for this worker; each attempt is counted here, so that a letter that kills
    workers ends too. A row whose lease ran out may have been sent already: that is counted as ``recovered``.
    """
    now = timezone.now()
    due = Delivery.objects.pending().filter(channel=channel, due_at__lte=now).order_by("due_at", "id")
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    if not ids:
        return []
    rows = Delivery.objects.filter(pk__in=ids)
    rows.update(
        recovered=F("recovered") + Case(When(state=State.SENDING, then=Value(1)), default=Value(0)),
        state=State.SENDING,
        lease=uuid7(),
        attempts=F("attempts") + 1,
        due_at=now + LEASE,
    )
    return list(rows.select_related("notice__recipient").order_by("id"))


def held_by(row: Delivery) -> dict[str, object]:
    """The condition that the row is still this worker's."""
    return {"pk": row.pk, "lease": row.lease, "state": State.SENDING}


def mark_sent(row: Delivery) -> bool:
    """The server has taken it. False when the lease ran out meanwhile and another worker has the row."""
    return _settle(row, state=State.SENT, sent_at=timezone.now(), reason="")


def release(row: Delivery) -> bool:
    """Give the row back untried."""
    return _settle(row, state=State.WAITING, due_at=timezone.now(), attempts=F("attempts") - 1)


def put_off(row: Delivery, until: datetime, reason: str) -> bool:
    """Try again at the time."""
    return _settle(row, state=State.WAITING, due_at=until, reason=reason)


def bury(row: Delivery, reason: str) -> bool:
    """No further tries: a dead letter that an administrator sees."""
    return _settle(row, state=State.DEAD, reason=reason)


def drop(row: Delivery, reason: str) -> bool:
    """There is nothing to send it to."""
    return _settle(row, state=State.DROPPED, reason=reason)


def _settle(row: Delivery, **facts: object) -> bool:
    return bool(Delivery.objects.filter(**held_by(row)).update(lease=None, **facts))
