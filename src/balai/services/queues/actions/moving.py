"""One period ends and the next begins: what every command at a counter comes down to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.services.queues.models import Counter, Period
from balai.services.queues.standing import AT_COUNTER

Kind = Period.Kind
STAYS = (*AT_COUNTER, Kind.HELD)  # kinds of which the counter stands on record


@dataclass(frozen=True)
class Step:
    """The period that begins; ``line_id`` where the number goes to another line."""

    kind: str
    reason: str = ""
    key: UUID | None = None
    line_id: UUID | None = None


def begin(actor: Actor, counter: Counter, period: Period, step: Step) -> Period:
    """End a period and begin the next. Raises Conflict when somebody else ended it first, IntegrityError when the
    visitor is called or served elsewhere."""
    now = timezone.now()
    end(period, step.kind, now)
    return Period.objects.create(
        visit_id=period.visit_id,
        ticket_id=period.ticket_id,
        line_id=step.line_id or period.line_id,
        kind=step.kind,
        started_at=max(now, period.started_at),
        counter=counter if step.kind in STAYS else None,
        officer_id=actor.user_id if step.kind in STAYS else None,
        calls=1 if step.kind == Kind.CALLED else 0,
        called_at=now if step.kind == Kind.CALLED else None,
        reason=step.reason,
        key=step.key,
    )


def end(period: Period, ended_as: str, now: datetime) -> None:
    """End an open period, once. Raises Conflict when it has ended."""
    if not Period.objects.filter(pk=period.pk, ended_at=None).update(ended_at=end_of(now), ended_as=ended_as):
        raise Conflict(_("{label} baru saja diubah di tempat lain.").format(label=period.ticket.label))


def end_of(now: datetime) -> Greatest:
    """The moment at which a period ends: never before it began, though the clock of another server may run late."""
    return Greatest(Value(now, output_field=DateTimeField()), F("started_at"))
