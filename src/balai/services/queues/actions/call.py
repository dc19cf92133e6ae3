"""Call whoever is next by the rule, or somebody else with a reason on record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.services.queues import events
from balai.services.queues.access import get_seat
from balai.services.queues.actions.moving import Step, begin
from balai.services.queues.actions.noting import note
from balai.services.queues.cards import CounterCard
from balai.services.queues.desk import counter_card
from balai.services.queues.hours import live_since
from balai.services.queues.models import Counter, Period, Ticket
from balai.services.queues.models.visit import label_of

TRIES = 5  # how often another counter may be quicker with the same visitor

# Whose other number is called or served is left out until that is over; what another counter is calling is skipped.
_NEXT = """
SELECT period.id, period.started_at, ticket.line_id, ticket.visit_id, ticket.id, ticket.letter, ticket.number
FROM queues_ticket ticket
JOIN queues_period period ON period.ticket_id = ticket.id AND period.ended_at IS NULL
WHERE ticket.state = 'waiting' AND ticket.day >= %(since)s AND ticket.line_id = ANY(%(lines)s)
  AND NOT EXISTS (SELECT FROM queues_period busy WHERE busy.visit_id = ticket.visit_id
    AND busy.ended_at IS NULL AND busy.kind IN ('called', 'serving'))
ORDER BY ticket.rank_at, ticket.number, ticket.id
LIMIT 1
"""
_HELD = " FOR NO KEY UPDATE OF period SKIP LOCKED"


def candidate(counter: Counter, *, hold: bool) -> Period | None:
    """The waiting of whoever is next in the counter's lines; ``hold`` keeps it from other counters. One query."""
    values: dict[str, Any] = {"since": live_since(), "lines": [line.pk for line in counter.lines.all()]}
    with connection.cursor() as cursor:
        cursor.execute(_NEXT + _HELD if hold else _NEXT, values)
        row = cursor.fetchone()
    return _as_period(*row) if row else None


def _as_period(
    period_id: UUID,
    started_at: datetime,
    line_id: UUID,
    visit_id: UUID,
    ticket_id: UUID,
    letter: str,
    number: int,
) -> Period:
    ticket = Ticket(pk=ticket_id, visit_id=visit_id, line_id=line_id, letter=letter, number=number)
    return Period(pk=period_id, ticket=ticket, visit_id=visit_id, line_id=line_id, started_at=started_at)


def call_next(actor: Actor, counter_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """Call the next visitor; with nobody waiting nothing changes.

    Raises NotVisible, NotAllowed, Conflict (counter not open, somebody is still there).
    """
    for _try in range(TRIES):
        try:
            return _call_next(actor, counter_id, key)
        except IntegrityError:
            continue  # this visitor's other number was called elsewhere at the same moment: who is next now?
    raise Conflict(_("Loket lain memanggil pada saat yang sama. Panggil sekali lagi."))


@transaction.atomic
def _call_next(actor: Actor, counter_id: UUID, key: UUID | None) -> CounterCard:
    counter = get_seat(actor, counter_id, key=key)
    if counter.is_done:
        return counter_card(counter)
    require_free(counter)
    found = candidate(counter, hold=True)
    if found:
        begin(actor, counter, found, Step(Period.Kind.CALLED, key=key))
    return counter_card(counter)


def require_free(counter: Counter) -> None:
    """Conflict while somebody is called or served there."""
    if at := counter.at:
        label = label_of(at["letter"], at["number"])
        raise Conflict(_("Selesaikan {label} dahulu.").format(label=label))


@transaction.atomic
def call(
    actor: Actor, counter_id: UUID, ticket_id: UUID, *, reason: str = "", key: UUID | None = None
) -> CounterCard:
    """Call a number of the counter's lines that waits; whoever is not next needs a reason, which is an event.

    Raises NotVisible, NotAllowed, Invalid (no reason), Conflict.
    """
    counter = get_seat(actor, counter_id, key=key)
    if counter.is_done:
        return counter_card(counter)
    require_free(counter)
    period = _waiting(counter, ticket_id)
    first = candidate(counter, hold=False)
    out_of_order = first is None or first.ticket_id != ticket_id
    if out_of_order and not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Nomor ini bukan giliran berikutnya.")})
    step = Step(Period.Kind.CALLED, key=key, reason=reason.strip()[:240] if out_of_order else "")
    try:
        with transaction.atomic():
            begin(actor, counter, period, step)
    except IntegrityError as fault:
        raise Conflict(_("Pengunjung ini sedang dipanggil atau dilayani di loket lain.")) from fault
    if out_of_order:
        facts = {"label": period.ticket.label, "counter": counter.number, "reason": step.reason}
        note(actor, events.OUT_OF_ORDER, counter.place, subject=period.ticket, **facts)
    return counter_card(counter)


def _waiting(counter: Counter, ticket_id: UUID) -> Period:
    """The waiting of a number of today in the counter's lines. Raises NotVisible, Conflict."""
    lines = [line.pk for line in counter.lines.all()]
    ticket = Ticket.objects.filter(pk=ticket_id, day__gte=live_since(), line__in=lines).first()
    if ticket is None:
        raise NotVisible(_("Nomor ini tidak ada di loket ini."))
    waiting = (Period.Kind.WAITING, Period.Kind.TRANSFERRED)
    periods = Period.objects.select_related("ticket", "visit")
    period = periods.filter(ticket=ticket, ended_at=None, kind__in=waiting).first()
    if period is None:
        raise Conflict(_("{label} tidak menunggu lagi.").format(label=ticket.label))
    return period
