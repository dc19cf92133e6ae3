"""Visits as their visitors follow them: the same order that the counters call by."""

import re
from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from balai.core.ids import read_code
from balai.core.prepared import Prepared
from balai.core.ui.words import local
from balai.services.queues.cards import TicketCard, VisitCard
from balai.services.queues.hours import live_since, today
from balai.services.queues.models import Period, Ticket, Visit
from balai.services.queues.standing import LineState, lines_of, wait_seconds
from balai.services.queues.titles import titles

State = Ticket.State
LIVE = (State.RESERVED, State.WAITING, State.CALLED, State.SERVING, State.HELD)
LABEL = re.compile(r"([A-Z]{1,2}) ?0*([1-9][0-9]{0,4})")
STILL_TOLD = timedelta(minutes=2)  # a visit that is over is told to its followers for so long
Mark = tuple[datetime, int]  # a place in the order of a line
Ahead = Mapping[UUID, int]

_BEFORE = """
SELECT mine.place, other.line_id, count(*)
FROM unnest(%s::int[], %s::timestamptz[], %s::int[]) AS mine(place, rank_at, number)
JOIN queues_ticket other ON other.line_id = ANY(%s) AND other.day >= %s AND other.state = 'waiting'
  AND (other.rank_at, other.number) < (mine.rank_at, mine.number)
GROUP BY 1, 2
"""


def before(marks: Sequence[Mark], lines: Iterable[UUID], day: date) -> list[Tally[UUID]]:
    """For each place in the order, how many wait before it in each line; one query, none for no marks."""
    found: list[Tally[UUID]] = [Tally() for _mark in marks]
    if marks:
        ranks, numbers = [mark[0] for mark in marks], [mark[1] for mark in marks]
        with connection.cursor() as cursor:
            since = min(day, live_since())
            cursor.execute(_BEFORE, [list(range(len(marks))), ranks, numbers, list(lines), since])
            for place, line_id, count in cursor.fetchall():
                found[place][line_id] = count
    return found


def read_tickets(rows: "QuerySet[Ticket]") -> list[Ticket]:
    """Tickets with visit, place, line and where they are called or served; one query."""
    there = Period.objects.filter(ticket=OuterRef("pk"), ended_at=None, counter__isnull=False)
    at = JSONObject(counter="counter__number", calls="calls", called_at="called_at", kind="kind")
    rows = rows.select_related("visit__place", "line__unit").order_by("visit_id", "order", "number")
    return list(rows.annotate(at=Subquery(there.values(at=at)[:1])))


def visit_card(code: str) -> VisitCard | None:
    """The visit of a code, however it was typed; None for none. Five queries at most."""
    canonical = read_code(code, prefixed=False)
    tickets = read_tickets(Ticket.objects.filter(visit__code=canonical)) if canonical else []
    return card_of(tickets) if tickets else None


def visit_with(booking_id: UUID) -> VisitCard | None:
    """The visit to which an appointment has led; None while nobody came for it. Five queries at most."""
    visits = Ticket.objects.filter(booking_id=booking_id).values("visit")
    tickets = read_tickets(Ticket.objects.filter(visit__in=visits))
    return card_of(tickets) if tickets else None


def visit_numbered(place: str, label: str) -> VisitCard | None:
    """The visit of a number of a place and of today, as it is said (``A 104``, ``a104``); None for none."""
    said = LABEL.fullmatch(label.strip().upper())
    if said is None:
        return None
    of_today = Ticket.objects.filter(strip__line__place__code=place, strip__day__gte=live_since())
    numbered = of_today.filter(letter=said[1], number=int(said[2])).order_by("-day").values("visit")[:1]
    tickets = read_tickets(Ticket.objects.filter(visit__in=numbered))
    return card_of(tickets) if tickets else None


def card_of(tickets: Sequence[Ticket]) -> VisitCard:
    """The card of the tickets of one visit."""
    first = tickets[0]
    now = timezone.now()
    lines = {line.id: line for line in lines_of(first.visit.place_id, now, first.day)}
    standing = [ticket for ticket in tickets if ticket.state in {State.RESERVED, State.WAITING}]
    marks = [mark_of(ticket, lines.get(ticket.line_id), now) for ticket in standing]
    ahead = dict(zip((one.pk for one in standing), before(marks, lines, first.day), strict=True))
    return make_card(tickets, lines, ahead.get)


def mark_of(ticket: Ticket, line: LineState | None, now: datetime) -> Mark:
    """Its place in the order; of a reserved one, the place that it would have if its visitor came now."""
    if ticket.state != State.RESERVED or line is None:
        return ticket.rank_at, ticket.number
    ready = line.rule.ready_at(ticket.visit.channel, ticket.issued_at, now)
    return ready - line.rule.head_start(ticket.visit.priority), ticket.number


def positions_at(place_id: UUID, codes: Collection[str] | None = None) -> dict[str, VisitCard]:
    """Every visit of today at a place that goes on, or was over just now, by its code; of these codes only, where
    they are given. Four queries at most.
    """
    now, since = timezone.now(), live_since()
    live = Ticket.objects.filter(visit=OuterRef("visit_id"), state__in=LIVE)
    shown = Q(Exists(live)) | Q(visit__left_at__gte=now - STILL_TOLD)
    rows = Ticket.objects.filter(shown, visit__place_id=place_id, visit__day__gte=since)
    tickets = read_tickets(rows if codes is None else rows.filter(visit__code__in=codes))
    lines = {line.id: line for line in lines_of(place_id, now, today())}
    ahead = _in_order(tickets, _WAITING.rows(place_id, since), lines, now)
    visits: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        visits.setdefault(ticket.visit.code, []).append(ticket)
    return {code: make_card(own, lines, ahead.get) for code, own in visits.items()}


def _waiting(place_id: UUID, since: date) -> "QuerySet[Ticket, tuple[Any, ...]]":
    waiting = Ticket.objects.filter(visit__place_id=place_id, day__gte=since, state=State.WAITING)
    return waiting.order_by("rank_at", "number").values_list("rank_at", "number", "line_id")


_WAITING = Prepared(_waiting, UUID(int=1), date(1970, 1, 2))


def _in_order(
    tickets: Iterable[Ticket],
    waiting: Sequence[tuple[datetime, int, UUID]],
    lines: Mapping[UUID, LineState],
    now: datetime,
) -> dict[UUID, Tally[UUID]]:
    """How many of those who wait, given in their order, come before each number: one pass."""
    standing = [one for one in tickets if one.state in {State.RESERVED, State.WAITING}]
    marks = sorted((mark_of(one, lines.get(one.line_id), now), one.pk) for one in standing)
    passed: Tally[UUID] = Tally()
    ahead: dict[UUID, Tally[UUID]] = {}
    queue = iter(waiting)
    coming = next(queue, None)
    for mark, ticket_id in marks:
        while coming and coming[:2] < mark:
            passed[coming[2]] += 1
            coming = next(queue, None)
        ahead[ticket_id] = passed.copy()
    return ahead


def make_card(
    tickets: Sequence[Ticket],
    lines: Mapping[UUID, LineState],
    ahead_of: Callable[[UUID], Ahead | None],
) -> VisitCard:
    """The card of a visit from its tickets, how the lines stand, and who is before each."""
    visit, place = tickets[0].visit, tickets[0].visit.place
    named = titles.of(ticket.service for ticket in tickets)
    rule = next((lines[one.line_id].rule for one in tickets if one.line_id in lines), None)
    priority = rule.priority.get(visit.priority) if rule else None
    return VisitCard(
        id=visit.pk,
        code=visit.code,
        place_code=place.code,
        place_name=place.title,
        day=visit.day,
        channel=visit.channel,
        priority=visit.priority,
        priority_name=local(priority.label) if priority else "",
        language=visit.language,
        issued_at=min(ticket.issued_at for ticket in tickets),
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
        person_id=visit.person_id,
        tickets=tuple(
            _ticket_card(ticket, lines, ahead_of(ticket.pk), named[ticket.service]) for ticket in tickets
        ),
    )


def _ticket_card(
    ticket: Ticket, lines: Mapping[UUID, LineState], ahead: Ahead | None, service: str
) -> TicketCard:
    line = lines.get(ticket.line_id)
    at: dict[str, Any] = getattr(ticket, "at", None) or {}
    return TicketCard(
        id=ticket.pk,
        label=ticket.label,
        line_id=ticket.line_id,
        line_letter=line.letter if line else ticket.line.letter,
        line_name=line.title if line else ticket.line.title,
        unit_name=line.unit_name if line else ticket.line.unit.short_name,
        service=ticket.service,
        service_title=service,
        state=ticket.state,
        state_name=str(State(ticket.state).label),
        ahead=None if ahead is None else ahead.get(ticket.line_id, 0),
        wait_seconds=None if ahead is None or line is None else wait_seconds(line, ahead, lines),
        expected_seconds=ticket.expected_seconds,
        counter=at.get("counter") or "",
        called_at=parse_datetime(at["called_at"]) if at.get("called_at") else None,
        calls=at.get("calls") or 0,
        case_id=ticket.case_id,
        booking_id=ticket.booking_id,
    )


def own_visits(person_id: UUID, most: int = 30) -> list[VisitCard]:
    """A person's own visits, the newest first; figures of the wait are left to the page of each."""
    newest = Visit.objects.filter(person_id=person_id).order_by("-id").values_list("pk", flat=True)[:most]
    visits: dict[UUID, list[Ticket]] = {}
    for ticket in read_tickets(Ticket.objects.filter(visit_id__in=list(newest))):
        visits.setdefault(ticket.visit_id, []).append(ticket)
    return [make_card(own, {}, lambda _ticket: None) for _visit, own in sorted(visits.items(), reverse=True)]
