"""A counter as its officer sees it: who is there, who is held, who missed the call, who comes next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from balai.core.actor import Actor
from balai.core.ui.words import local
from balai.services.queues.access import get_counter, seen
from balai.services.queues.cards import (
    AtCounter,
    CounterCard,
    CounterRef,
    LineRef,
    MissedCard,
    NextCard,
    OtherTicket,
    ServiceChoice,
    ShiftCard,
)
from balai.services.queues.hours import live_since, today
from balai.services.queues.models import Counter, Line, Period, QueueRule, Ticket
from balai.services.queues.standing import AT_COUNTER, DONE, seconds
from balai.services.queues.titles import titles

SHOWN_NEXT, SHOWN_MISSED = 8, 12
Kind, State = Period.Kind, Ticket.State
WAITS = (Kind.WAITING, Kind.TRANSFERRED)


def counter(actor: Actor, counter_id: UUID) -> CounterCard:
    """A counter for who may see it. Raises NotVisible."""
    return counter_card(get_counter(actor, counter_id))


def counters_of(actor: Actor) -> tuple[CounterRef, ...]:
    """The counters that an officer may choose, by place; two queries."""
    rows = seen(Counter.objects.visible_to(actor)).filter(is_active=True, place__is_active=True)
    return tuple(
        CounterRef(
            one.pk,
            one.number,
            one.name,
            one.place.code,
            one.place.title,
            tuple(line.title for line in one.lines.all()),
            one.shift["officer_name"] if one.shift else "",
            bool(one.shift and one.shift["officer_id"] == str(actor.user_id)),
        )
        for one in rows.order_by("place__order", "place__code", "order", "number")
    )


def counter_card(row: Counter) -> CounterCard:
    """The card of a counter that ``access.seen`` has read; three queries and the titles of services."""
    since = live_since()
    lines = list(row.lines.all())
    waiting: list[Any] = list(_next(lines, since))
    there: list[Any] = list(_there(row, lines, since))
    served, mean = _served(row, today())
    named = titles.of(
        [code for line in lines for code in line.services] + [ticket.service for ticket in [*waiting, *there]]
    )
    at = [_at_counter(one, there, named) for one in there if _is_here(one, row)]
    return CounterCard(
        id=row.pk,
        number=row.number,
        name=row.name,
        place_code=row.place.code,
        place_name=row.place.title,
        lines=tuple(_ref(line, named) for line in lines),
        shift=shift_card(row.pk, row.shift),
        current=next((one for one in at if one.kind in AT_COUNTER), None),
        held=tuple(one for one in at if one.kind == Kind.HELD),
        missed=tuple(_missed(one) for one in there if one.state == State.MISSED)[:SHOWN_MISSED],
        next=_next_cards(waiting, named),
        waiting=waiting[0].total if waiting else 0,
        served=served,
        mean_seconds=mean,
    )


def shift_card(counter_id: UUID, shift: Mapping[str, Any] | None) -> ShiftCard | None:
    """Who sits there, from what ``access.seen`` has read."""
    if not shift:
        return None
    return ShiftCard(
        UUID(shift["id"]),
        counter_id,
        UUID(shift["officer_id"]),
        shift["officer_name"],
        moment_of(shift["started_at"]),
        moment_of(shift["paused_at"]) if shift["paused_at"] else None,
    )


def moment_of(text: str) -> datetime:
    """A moment out of JSON that the database wrote."""
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found


def _ref(line: Line, named: Mapping[str, str]) -> LineRef:
    services = tuple(ServiceChoice(code, named[code]) for code in line.services)
    return LineRef(line.pk, line.letter, line.title, services)


def _with_rule(tickets: "QuerySet[Ticket]") -> "QuerySet[Ticket]":
    """Tickets with visit and line, and the priorities of the line's rule."""
    rules = QueueRule.objects.filter(code=OuterRef("line__rule"), valid_from__lte=OuterRef("day"))
    newest = rules.order_by("-valid_from").values("content__priority")
    return tickets.select_related("visit", "line").annotate(priorities=Subquery(newest[:1]))


def _next(lines: Sequence[Line], since: date) -> "QuerySet[Ticket]":
    """The first who wait in the lines, in the order of the rule, each with how many there are altogether."""
    rows = Ticket.objects.filter(line__in=[line.pk for line in lines], day__gte=since, state=State.WAITING)
    busy = Period.objects.filter(visit=OuterRef("visit_id"), ended_at=None, kind__in=AT_COUNTER)
    now = Period.objects.filter(ticket=OuterRef("pk"), ended_at=None)
    rows = _with_rule(rows).annotate(
        is_busy=Exists(busy), reason=Subquery(now.values("reason")[:1]), total=Window(Count("pk"))
    )
    return rows.order_by("rank_at", "number", "pk")[:SHOWN_NEXT]


def _there(row: Counter, lines: Sequence[Line], since: date) -> "QuerySet[Ticket]":
    """All numbers of the visits that are at the counter or held in its lines, and those of the lines who missed."""
    ids = [line.pk for line in lines]
    at = Q(counter=row.pk, kind__in=AT_COUNTER) | Q(line__in=ids, kind=Kind.HELD)
    visits = Period.objects.filter(at, ended_at=None).order_by().values("visit")
    own = Period.objects.filter(ticket=OuterRef("pk"))
    waited = own.filter(kind__in=WAITS).order_by().values("ticket")
    last = JSONObject(
        id="pk",
        kind="kind",
        since="started_at",
        ended="ended_at",
        calls="calls",
        reason="reason",
        counter="counter_id",
    )
    rows = Ticket.objects.filter(Q(visit__in=visits) | Q(line__in=ids, day__gte=since, state=State.MISSED))
    return (
        _with_rule(rows)
        .annotate(
            last=Subquery(own.order_by("-started_at", "-pk").values(whole=last)[:1]),
            since=Subquery(own.filter(kind__in=WAITS).order_by("started_at").values("started_at")[:1]),
            waited=Subquery(waited.annotate(sum=Sum(seconds(end="ended_at"))).values("sum")),
        )
        .order_by("-issued_at", "order")
    )


def _is_here(ticket: Any, row: Counter) -> bool:
    """True for the number at this counter, and for every one that is held in its lines."""
    if ticket.state == State.HELD:
        return ticket.line_id in {line.pk for line in row.lines.all()}
    return ticket.state in {State.CALLED, State.SERVING} and ticket.last["counter"] == str(row.pk)


def _at_counter(ticket: Any, there: Iterable[Any], named: Mapping[str, str]) -> AtCounter:
    visit, last = ticket.visit, ticket.last
    return AtCounter(
        period_id=UUID(last["id"]),
        ticket_id=ticket.pk,
        visit_id=visit.pk,
        kind=last["kind"],
        label=ticket.label,
        line_id=ticket.line_id,
        line_name=ticket.line.title,
        service=ticket.service,
        service_name=named[ticket.service],
        since=moment_of(last["since"]),
        calls=last["calls"],
        waiting_since=ticket.since,
        waited_seconds=round(ticket.waited or 0),
        priority=visit.priority,
        priority_label=priority_label(ticket),
        channel=visit.channel,
        booking_at=ticket.slot_at,
        case_id=ticket.case_id,
        person_id=visit.person_id,
        reason=last["reason"],
        others=tuple(_other(one, named) for one in there if one.visit_id == visit.pk and one.pk != ticket.pk),
    )


def priority_label(ticket: Any) -> str:
    """What the priority of a visit is called; "" for none."""
    found = (ticket.priorities or {}).get(ticket.visit.priority)
    return local(found["label"]) if found else ""


def _other(ticket: Any, named: Mapping[str, str]) -> OtherTicket:
    return OtherTicket(
        ticket.label, ticket.line.title, named[ticket.service], ticket.state, ticket.get_state_display()
    )


def _missed(ticket: Any) -> MissedCard:
    last = ticket.last
    return MissedCard(UUID(last["id"]), ticket.label, ticket.line.title, moment_of(last["ended"]))


def _next_cards(waiting: Sequence[Any], named: Mapping[str, str]) -> tuple[NextCard, ...]:
    now = timezone.now()
    first = next((one.pk for one in waiting if not one.is_busy), None)
    return tuple(_next_card(one, named, now, one.pk == first) for one in waiting)


def _next_card(ticket: Any, named: Mapping[str, str], now: datetime, is_next: bool) -> NextCard:
    since = max(ticket.issued_at, ticket.visit.arrived_at or ticket.issued_at)
    return NextCard(
        ticket_id=ticket.pk,
        label=ticket.label,
        line_name=ticket.line.title,
        service_name=named[ticket.service],
        waiting_since=since,
        waited_seconds=int((now - since).total_seconds()),
        priority=ticket.visit.priority,
        priority_label=priority_label(ticket),
        booking_at=ticket.slot_at,
        is_next=is_next,
        is_busy=ticket.is_busy,
        reason=ticket.reason or "",
    )


def _served(row: Counter, day: date) -> tuple[int, int | None]:
    """How many the counter is done with today, and the mean seconds of one."""
    periods = Period.objects.filter(counter=row.pk, kind=Kind.SERVING, ended_at__isnull=False)
    found = periods.filter(ticket__day=day).aggregate(count=DONE, whole=Sum(seconds()))
    return found["count"], round(found["whole"] / found["count"]) if found["count"] else None
