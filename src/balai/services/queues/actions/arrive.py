"""Check in on arrival (also again, after a missed call), and leave before being called."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.core.ids import read_code
from balai.services.queues.actions.moving import end_of
from balai.services.queues.actions.take import first_period
from balai.services.queues.cards import VisitCard
from balai.services.queues.following import LIVE, card_of, read_tickets
from balai.services.queues.hours import live_since, today
from balai.services.queues.models import Period, Strip, Ticket, Visit
from balai.services.queues.standing import AT_COUNTER, LineState, lines_of

State = Ticket.State


@transaction.atomic
def check_in(actor: Actor, code: str) -> VisitCard:
    """Somebody who reserved has come, or comes back after a missed call; harmless twice.

    Raises NotVisible, Conflict (another day, over).
    """
    visit, tickets = _claim(code)
    now = timezone.now()
    if not live_since(now) <= visit.day <= today(now):
        raise Conflict(_("Nomor ini untuk tanggal lain. Ambil nomor baru."))
    back = [ticket for ticket in tickets if ticket.state in {State.RESERVED, State.MISSED}]
    if not back and not any(ticket.state in LIVE for ticket in tickets):
        raise Conflict(_("Kunjungan ini sudah selesai. Ambil nomor baru."))
    if back:
        _let_wait(visit, back, now)
    return card_of(read_tickets(Ticket.objects.filter(visit=visit)))


def _claim(code: str) -> tuple[Visit, list[Ticket]]:
    """The visit, held until the transaction ends, and its numbers. Raises NotVisible."""
    canonical = read_code(code, prefixed=False)
    rows = Visit.objects.select_for_update(no_key=True)  # counters may go on with its other numbers
    visit = rows.filter(code=canonical).first() if canonical else None
    if visit is None:
        raise NotVisible(_("Nomor ini tidak ditemukan. Periksa kodenya."))
    return visit, list(visit.tickets.order_by("id"))


def _let_wait(visit: Visit, tickets: Sequence[Ticket], now: datetime) -> None:
    lines = {line.id: line for line in lines_of(visit.place_id, now, visit.day)}
    missed = dict(
        Period.objects.filter(ticket__in=tickets, ended_as=Period.End.MISSED)
        .values_list("ticket")
        .annotate(at=Max("ended_at"))
    )
    visit.arrived_at, visit.left_at = visit.arrived_at or now, None
    visit.save(update_fields=["arrived_at", "left_at"])
    for ticket in tickets:
        if line := lines.get(ticket.line_id):
            ticket.rank_at = _rank(visit, ticket, line, missed.get(ticket.pk), now)
    Ticket.objects.bulk_update(tickets, ["rank_at"])
    Period.objects.bulk_create([first_period(ticket, now) for ticket in tickets])


def _rank(
    visit: Visit, ticket: Ticket, line: LineState, missed_at: datetime | None, now: datetime
) -> datetime:
    if missed_at:
        return line.rule.return_rank(ticket.rank_at, missed_at, now)
    ready = line.rule.ready_at(visit.channel, ticket.issued_at, now)
    return ready - line.rule.head_start(visit.priority)


@transaction.atomic
def leave(actor: Actor, code: str) -> VisitCard:
    """Give up what waits; a place that was reserved and not yet used goes back. Harmless twice.

    Raises NotVisible, Conflict (called or being served).
    """
    visit, tickets = _claim(code)
    now = timezone.now()
    still = Period.objects.filter(visit=visit, ended_at=None)
    still.exclude(kind__in=AT_COUNTER).update(ended_at=end_of(now), ended_as=Period.End.LEFT)
    if still.exists():
        raise Conflict(_("Nomor Anda sedang dipanggil atau dilayani. Sampaikan kepada petugas loket."))
    for ticket in tickets:
        if ticket.state == State.RESERVED:
            _give_back(visit, ticket)
    Visit.objects.filter(pk=visit.pk, left_at=None).update(left_at=now)
    return card_of(read_tickets(Ticket.objects.filter(visit=visit)))


def _give_back(visit: Visit, ticket: Ticket) -> None:
    """The place of a number that nobody came for is free again for its channel; the number itself is not."""
    Ticket.objects.filter(pk=ticket.pk).update(state=State.LEFT)
    strip = Strip.objects.select_for_update(no_key=True).get(pk=ticket.strip_id)
    strip.taken = {**strip.taken, visit.channel: max(strip.taken.get(visit.channel, 0) - 1, 0)}
    strip.save(update_fields=["taken"])
