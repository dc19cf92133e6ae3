"""How the lines of a place stand now: rule, numbers taken, who waits, which counters serve, how long one takes.

One statement for all lines of a place, written once (``Prepared``): every number that is taken, every display and every
follower's place is reckoned from it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, FloatField, Func, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, JSONObject, Least, NullIf

from balai.core.prepared import Prepared
from balai.core.ui.words import local
from balai.services.queues.hours import live_since
from balai.services.queues.models import Counter, Line, Period, QueueRule, Strip, Ticket
from balai.services.queues.models.line import BY_LETTER
from balai.services.queues.rules import DEFAULT, Rule, read_rule

MEASURED = timedelta(minutes=90)  # what was served within this time counts as "now"
LEAST_MEASURED = 5  # services from which on their mean is believed
LONGEST = 5  # a service counts as this many times the published minutes at most: somebody forgot the button
DONE = Count("pk", filter=Q(ended_as=Period.End.DONE))
AT_COUNTER = (Period.Kind.CALLED, Period.Kind.SERVING)


@dataclass(frozen=True)
class LineState:
    """A line now. ``pace``: how many seconds one takes; ``staff``: the counters that call, ``busy``: with somebody."""

    id: UUID
    place_id: UUID
    letter: str
    name: Mapping[str, str]
    unit_id: UUID
    unit_code: str
    unit_name: str
    services: tuple[str, ...]
    minutes: int
    rule: Rule
    taken: Mapping[str, int]
    pace: float
    waiting: int
    staff: frozenset[UUID]
    busy: frozenset[UUID]

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return local(self.name)


def lines_of(place_id: UUID, now: datetime, day: date) -> list[LineState]:
    """The lines of a place in the order of their letters; one query."""
    return [_state(row) for row in _OF_PLACE.rows(place_id, now - MEASURED, day, live_since(now))]


def all_lines(now: datetime, day: date) -> list[LineState]:
    """The lines of all places; one query."""
    return [_state(row) for row in _OF_ALL.rows(now - MEASURED, day, live_since(now))]


def seconds(start: str = "started_at", end: str = "ended_at") -> Func:
    """The seconds from one moment of a row to another."""
    return Func(F(end) - F(start), template="EXTRACT(EPOCH FROM %(expressions)s)", output_field=FloatField())


def served_seconds(minutes: F | OuterRef) -> Any:
    """The mean of what one took who is done: held or not, each piece five times the published minutes at most."""
    whole = Sum(Least(seconds(), Cast(minutes, FloatField()) * 60.0 * LONGEST))
    return whole / NullIf(Cast(DONE, FloatField()), 0.0)


def _lines(since: datetime, day: date, live: date) -> "QuerySet[Line, tuple[Any, ...]]":
    strip = Strip.objects.filter(line=OuterRef("pk"), day=day)
    rules = QueueRule.objects.filter(code=OuterRef("rule"), valid_from__lte=day).order_by("-valid_from")
    waiting = Ticket.objects.filter(line=OuterRef("pk"), day__gte=live, state=Ticket.State.WAITING)
    counted = waiting.order_by().values("line").annotate(count=Count("pk")).values("count")
    lines = Line.objects.filter(is_active=True, place__is_active=True, unit__is_active=True)
    return lines.order_by("place__order", "place__code", *BY_LETTER).values_list(
        "id",
        "place_id",
        "letter",
        "name",
        "unit_id",
        "unit__code",
        "unit__short_name",
        "services",
        "minutes",
        "rule",
        Subquery(rules.values(whole=JSONObject(content="content", source="source"))[:1]),
        Subquery(strip.values("taken")[:1]),
        Coalesce(
            Subquery(_recent(since)),
            Subquery(strip.values(usual=Cast("usual_seconds", FloatField()))[:1]),
            Cast(F("minutes") * 60, FloatField()),
        ),
        Coalesce(Subquery(counted), 0),
        ArraySubquery(_staff()),
        ArraySubquery(_staff().filter(Exists(_there()))),
    )


def _recent(since: datetime) -> "QuerySet[Period, Any]":
    served = Period.objects.filter(line=OuterRef("pk"), kind=Period.Kind.SERVING, ended_at__gte=since)
    means = served.order_by().values("line")
    means = means.annotate(mean=served_seconds(OuterRef("minutes")), count=DONE)
    return means.filter(count__gte=LEAST_MEASURED).values("mean")


def _staff() -> "QuerySet[Counter, Any]":
    sitting = Counter.objects.filter(
        is_active=True, lines=OuterRef("pk"), shifts__ended_at=None, shifts__paused_at=None
    )
    return sitting.filter(shifts__isnull=False).order_by().values("pk")


def staffed_lines(lines: "QuerySet[Line]") -> "QuerySet[Line]":
    """The lines, each with ``is_staffed``: whether a counter calls from it now."""
    return lines.annotate(is_staffed=Exists(_staff()))


def _there() -> "QuerySet[Period]":
    return Period.objects.filter(counter=OuterRef("pk"), ended_at=None, kind__in=AT_COUNTER)


def _lines_there(place_id: UUID, *moment: Any) -> "QuerySet[Line, tuple[Any, ...]]":
    return _lines(*moment).filter(place_id=place_id)


_MOMENT = datetime(1970, 1, 2, tzinfo=UTC), date(1970, 1, 3), date(1970, 1, 4)
_OF_PLACE = Prepared(_lines_there, UUID(int=1), *_MOMENT)
_OF_ALL = Prepared(_lines, *_MOMENT)


def _state(row: tuple[Any, ...]) -> LineState:
    place_id, letter, name, unit_id, unit_code, unit_name, services, minutes, code, rule, taken = row[1:12]
    pace, waiting, staff, busy = row[12:]
    return LineState(
        row[0],
        place_id,
        letter,
        plain(name),
        unit_id,
        unit_code,
        unit_name,
        tuple(services),
        minutes,
        _rule(code, plain(rule)),
        plain(taken) or {},
        pace,
        waiting,
        frozenset(staff),
        frozenset(busy),
    )


def _rule(code: str, stored: dict[str, Any] | None) -> Rule:
    return read_rule(code, stored["source"], stored["content"]) if stored else DEFAULT


def plain(value: Any) -> Any:
    """JSON as Python has it; the database's driver gives it as text or as it is."""
    return json.loads(value) if isinstance(value, str) else value


# ---- the wait of somebody, from how the lines stand


def wait_seconds(line: LineState, ahead: Mapping[UUID, int], lines: Mapping[UUID, LineState]) -> int | None:
    """How long somebody in the line waits with so many ahead in each line; None while no counter serves it.

    Counters that serve several lines share their time: of a line's work ahead, they do the part that falls to them.
    Where all are busy, the first of n is expected to be free after one service divided by n + 1.
    """
    if not line.staff:
        return None
    work = sum(_share(line, lines[other], count) for other, count in ahead.items() if other in lines)
    free = 0.0 if line.staff - line.busy else line.pace / (len(line.staff) + 1)
    if not free:
        work = max(work - line.pace * len(line.staff - line.busy), 0.0)
    return round(free + work / len(line.staff))


def _share(line: LineState, other: LineState, count: int) -> float:
    """The work of another line's people that falls to this line's counters, in seconds."""
    if not other.staff:
        return 0.0
    return count * other.pace * len(line.staff & other.staff) / len(other.staff)
