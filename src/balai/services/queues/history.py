"""What a queue did over days: waits and service times by hour, agency, service or officer, derived from periods.

One statement for the groups and one for the whole, however many periods there are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args
from uuid import UUID

from django.db import connection

from balai.core.actor import Actor
from balai.foundation.accounts.api import within
from balai.foundation.organizations.api import get_units
from balai.foundation.regions.api import zone
from balai.services.catalogue.api import service_titles
from balai.services.queues.models import Line, Place, Shift
from balai.services.queues.policies import SUPERVISE

By = Literal["jam", "instansi", "layanan", "petugas", "hari"]
BYS: tuple[By, ...] = get_args(By)
MOST_GROUPS = 200

GROUPS: dict[By, str] = {
    "hari": "day::text",
    "jam": "lpad(extract(hour FROM issued_at AT TIME ZONE %(zone)s)::int::text, 2, '0')",
    "instansi": "unit_id::text",
    "layanan": "service",
    "petugas": "officer_id::text",
}
# Every number of the days with what happened to it: how long it waited and was served in all, and by whom last.
NUMBERS = """
    SELECT ticket.id, ticket.day, ticket.issued_at, ticket.service, ticket.state, ticket.expected_seconds,
           line.unit_id, spent.waited, spent.served, spent.officer_id
    FROM queues_ticket ticket
    JOIN queues_line line ON line.id = ticket.line_id
    LEFT JOIN LATERAL (
        SELECT sum(extract(epoch FROM period.ended_at - period.started_at))
                 FILTER (WHERE period.kind IN ('waiting', 'transferred')) AS waited,
               sum(extract(epoch FROM period.ended_at - period.started_at))
                 FILTER (WHERE period.kind = 'serving') AS served,
               (array_agg(period.officer_id ORDER BY period.started_at DESC)
                 FILTER (WHERE period.kind = 'serving'))[1] AS officer_id
        FROM queues_period period
        WHERE period.ticket_id = ticket.id AND period.ended_at IS NOT NULL
    ) spent ON true
    WHERE ticket.line_id = ANY(%(lines)s) AND ticket.day BETWEEN %(first)s AND %(last)s
"""
FIGURES = """
    count(*) AS taken,
    count(*) FILTER (WHERE state = 'done') AS done,
    count(*) FILTER (WHERE state = 'missed') AS missed,
    count(*) FILTER (WHERE state = 'left') AS gone,
    round(avg(waited) FILTER (WHERE served IS NOT NULL))::int AS wait,
    round(percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) FILTER (WHERE served IS NOT NULL))::int AS long_wait,
    round(avg(served) FILTER (WHERE state = 'done'))::int AS service,
    round(100.0 * count(*) FILTER (WHERE served IS NOT NULL AND waited <= expected_seconds)
          / nullif(count(*) FILTER (WHERE served IS NOT NULL AND expected_seconds IS NOT NULL), 0))::int AS kept
"""


@dataclass(frozen=True)
class Figures:
    """A group of numbers. Times in whole seconds, None where nothing was measured.

    ``wait`` is the mean, ``long_wait`` what nine of ten stayed below; ``kept`` the percent of those served who waited
    no longer than they had been told.
    """

    key: str
    label: str
    taken: int
    done: int
    missed: int
    gone: int
    wait: int | None
    long_wait: int | None
    service: int | None
    kept: int | None


@dataclass(frozen=True)
class Span:
    """Which lines, and from which day to which."""

    lines: tuple[UUID, ...]
    first: date
    last: date


def coordinated(actor: Actor) -> list[Place]:
    """The places whose floor the actor has, closed ones too: their days were."""
    return list(Place.objects.filter(within(actor, SUPERVISE)))


def span_of(places: list[Place], first: date, last: date) -> Span:
    """The lines of the places on these days."""
    lines = Line.objects.filter(place__in=places).order_by().values_list("pk", flat=True)
    return Span(tuple(lines), first, last)


def grouped(span: Span, by: By) -> list[Figures]:
    """The figures by hour or day in their order, else the largest group first; two queries."""
    order = "1" if by in ("hari", "jam") else "2 DESC, 1"
    sql = f"SELECT {GROUPS[by]} AS key, {FIGURES} FROM ({NUMBERS}) numbers GROUP BY 1 ORDER BY {order} LIMIT {MOST_GROUPS}"  # noqa: S608, E501
    rows = _ask(sql, span)
    labels = _labels(by, [row[0] for row in rows if row[0]])
    return [Figures(row[0] or "", labels.get(row[0] or "", ""), *row[1:]) for row in rows]


def whole(span: Span) -> Figures:
    """The same over all groups."""
    (row,) = _ask(f"SELECT {FIGURES} FROM ({NUMBERS}) numbers", span)  # noqa: S608
    return Figures("", "", *row)


def _ask(sql: str, span: Span) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "lines": list(span.lines),
        "first": span.first,
        "last": span.last,
        "zone": zone().key,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _labels(by: By, keys: list[str]) -> dict[str, str]:
    if by == "instansi":
        return {str(key): unit.short_name for key, unit in get_units([UUID(key) for key in keys]).items()}
    if by == "petugas":
        shifts = Shift.objects.filter(officer__in=[UUID(key) for key in keys]).order_by()
        return {
            str(key): name for key, name in shifts.values_list("officer_id", "officer__full_name").distinct()
        }
    if by == "layanan":
        return service_titles(set(keys))
    return {key: f"{key}.00–{key}.59" if by == "jam" else key for key in keys}
