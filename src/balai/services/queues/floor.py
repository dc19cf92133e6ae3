"""The floor as its coordinator sees it, and how far the told waits were off."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from statistics import mean, median
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from balai.core.actor import Actor
from balai.services.queues.access import get_place, seen
from balai.services.queues.board import announcements
from balai.services.queues.cards import EstimateError, Floor, FloorCounter, FloorLine
from balai.services.queues.desk import moment_of, shift_card
from balai.services.queues.hours import hours_of, live_since, with_days
from balai.services.queues.models import Counter, Period, Place, Ticket
from balai.services.queues.models.visit import label_of
from balai.services.queues.standing import LineState, lines_of, wait_seconds

State = Ticket.State


def floor(actor: Actor, place_code: str) -> Floor:
    """The counters and lines of a place now; eight queries. Raises NotVisible, NotAllowed."""
    place = get_place(actor, place_code, to="supervise")
    now = timezone.now()
    dated = with_days(Place.objects.filter(pk=place.pk), now.date()).get()
    hours = hours_of([dated], now.date())[place.pk]
    day = hours.day(now)
    lines = lines_of(place.pk, now, day)
    counters = tuple(_counter(one) for one in _counters(place, day))
    return Floor(
        place_code=place.code,
        place_name=place.title,
        is_open=hours.is_open(now),
        now=now,
        counters=counters,
        lines=_lines(lines, now),
        waiting=sum(line.waiting for line in lines),
        serving=sum(bool(counter.label) for counter in counters),
        announcements=announcements(place),
    )


def _counters(place: Place, day: date) -> Sequence[Any]:
    """The counters with who sits there, whom they serve, how many they served and since when they are free."""
    served = Period.objects.filter(
        counter=OuterRef("pk"), kind=Period.Kind.SERVING, ended_as=Period.End.DONE, ticket__day=day
    )
    count = served.order_by().values("counter").annotate(count=Count("pk")).values("count")
    last = Period.objects.filter(counter=OuterRef("pk"), ended_at__isnull=False, ticket__day=day)
    return list(
        seen(Counter.objects.filter(place=place)).annotate(
            served=Coalesce(Subquery(count), 0, output_field=IntegerField()),
            free_since=Subquery(last.order_by("-ended_at").values("ended_at")[:1]),
        )
    )


def _counter(row: Any) -> FloorCounter:
    shift = shift_card(row.pk, row.shift)
    at = row.at or {}
    idle_since = max(filter(None, [row.free_since, shift.started_at]), default=None) if shift else None
    return FloorCounter(
        id=row.pk,
        number=row.number,
        name=row.name,
        letters=tuple(line.letter for line in row.lines.all()),
        is_active=row.is_active,
        shift=shift,
        label=label_of(at["letter"], at["number"]) if at else "",
        kind=at.get("kind", ""),
        since=moment_of(at["since"]) if at else idle_since,
        served=row.served,
    )


def _lines(lines: Sequence[LineState], now: datetime) -> tuple[FloorLine, ...]:
    by_id = {line.id: line for line in lines}
    waiting = {line.id: line.waiting for line in lines}
    longest = _longest([line.id for line in lines])
    return tuple(
        FloorLine(
            id=line.id,
            letter=line.letter,
            name=line.title,
            waiting=line.waiting,
            wait_seconds=wait_seconds(line, waiting, by_id),
            counters_open=len(line.staff),
            **_wait_of(longest.get(line.id), now),
        )
        for line in lines
    )


def _longest(lines: Sequence[UUID]) -> Mapping[UUID, Any]:
    """Of each line the number that waits since longest, with ``since``."""
    first = Min("periods__started_at", filter=Q(periods__kind=Period.Kind.WAITING))
    rows = Ticket.objects.filter(line__in=lines, day__gte=live_since(), state=State.WAITING).annotate(
        since=first
    )
    found: dict[UUID, Any] = {}
    for ticket in sorted(rows, key=lambda one: one.since or one.issued_at):
        found.setdefault(ticket.line_id, ticket)
    return found


def _wait_of(ticket: Any, now: datetime) -> dict[str, Any]:
    if ticket is None:
        return {"longest_seconds": None, "longest_label": "", "promised_seconds": None}
    waited = now - (ticket.since or ticket.issued_at)
    return {
        "longest_seconds": int(waited.total_seconds()),
        "longest_label": ticket.label,
        "promised_seconds": ticket.expected_seconds,
    }


def error_of_estimates(place_code: str, day: date) -> EstimateError | None:
    """How far the told waits of a day were off, over those who were called; None without any."""
    first = Period.objects.filter(ticket=OuterRef("pk"), kind=Period.Kind.WAITING).order_by("started_at")
    rows = Ticket.objects.filter(
        visit__place__code=place_code, day=day, expected_seconds__isnull=False, slot_at=None
    ).annotate(
        since=Subquery(first.values("started_at")[:1]),
        until=Subquery(first.filter(ended_as=Period.End.CALLED).values("ended_at")[:1]),
    )
    told = rows.filter(until__isnull=False).values_list("since", "until", "expected_seconds")
    errors = [(until - since).total_seconds() - expected for since, until, expected in told]
    if not errors:
        return None
    return EstimateError(len(errors), round(mean(errors)), round(median(abs(error) for error in errors)))
