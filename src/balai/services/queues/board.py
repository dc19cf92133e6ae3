"""What a display shows: the calls, who comes next in each line, what is announced."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from balai.core.ui.words import local
from balai.services.queues.cards import AnnouncementCard, Board, CallCard, LineCard
from balai.services.queues.hours import hours_of, live_since
from balai.services.queues.models import Announcement, Period, Place, Ticket
from balai.services.queues.setting import known_place
from balai.services.queues.standing import AT_COUNTER, LineState, lines_of, wait_seconds

SHOWN_NEXT, SHOWN_CALLS = 4, 60


def board(place_code: str, letters: Sequence[str] = ()) -> Board:
    """The board of a place, narrowed to lines by their letters; six queries at most. Raises NotVisible."""
    place = known_place(place_code)
    now = timezone.now()
    hours = hours_of([place], now.date())[place.pk]
    lines = lines_of(place.pk, now, hours.day(now))
    shown = [line for line in lines if not letters or line.letter in letters]
    calls = list(_calls(place, shown, live_since(now)))
    found = Board(
        place_code=place.code,
        place_name=place.title,
        is_open=hours.is_open(now),
        now=now,
        called=tuple(_call(one) for one in calls if one.kind == Period.Kind.CALLED),
        serving=tuple(_call(one) for one in calls if one.kind == Period.Kind.SERVING),
        waiting=_waiting(shown, lines, live_since(now)),
        announcements=announcements(place),
        version=0,
    )
    return replace(found, version=version_of(found))


def version_of(shown: Board) -> int:
    """A number that changes with everything on the board but the clock, the same in every process."""
    return zlib.crc32(repr(replace(shown, now=datetime.min)).encode())


def announcements(place: Place) -> tuple[AnnouncementCard, ...]:
    """What is announced now; one query."""
    rows = Announcement.objects.current().filter(place=place)
    return tuple(AnnouncementCard(one.pk, one.kind, local(one.text)) for one in rows)


def _calls(place: Place, lines: Iterable[LineState], day: date) -> Iterable[Any]:
    """The numbers at counters, whoever was called last first."""
    rows = Period.objects.filter(
        counter__place=place, ended_at=None, kind__in=AT_COUNTER, ticket__day__gte=day
    ).filter(line__in=[line.id for line in lines])
    return rows.select_related("ticket", "counter", "line").order_by("-called_at", "-started_at", "-pk")[
        :SHOWN_CALLS
    ]


def _call(period: Period) -> CallCard:
    counter = period.counter
    assert counter is not None  # by the constraint period_at_counter
    return CallCard(
        label=period.ticket.label,
        counter=counter.number,
        counter_name=counter.name,
        line_name=period.line.title,
        at=period.called_at or period.started_at,
        calls=period.calls,
        period_id=period.pk,
    )


def _waiting(shown: Sequence[LineState], lines: Sequence[LineState], day: date) -> tuple[LineCard, ...]:
    by_id = {line.id: line for line in lines}
    waiting = {line.id: line.waiting for line in lines}
    labels = next_labels([line.id for line in shown], day)
    return tuple(
        LineCard(
            line.letter,
            line.title,
            line.waiting,
            wait_seconds(line, waiting, by_id),
            tuple(labels.get(line.id, ())),
        )
        for line in shown
    )


def next_labels(lines: Sequence[UUID], day: date) -> dict[UUID, list[str]]:
    """The first of each line who can be called now, in the order in which they will be; one query."""
    busy = Period.objects.filter(visit=OuterRef("visit_id"), ended_at=None, kind__in=AT_COUNTER)
    rows = Ticket.objects.filter(~Exists(busy), line__in=lines, day__gte=day, state=Ticket.State.WAITING)
    place = Window(RowNumber(), partition_by=F("line_id"), order_by=["rank_at", "number", "pk"])
    found: dict[UUID, list[str]] = {}
    for ticket in rows.annotate(place=place).filter(place__lte=SHOWN_NEXT).order_by("line_id", "place"):
        found.setdefault(ticket.line_id, []).append(ticket.label)
    return found
