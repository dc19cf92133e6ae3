"""Figures of received visits: by topic and year, by province, and the guests as visitors of the territory."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Max, QuerySet, Sum, TextField
from django.db.models.functions import ExtractYear, Left

from balai.territory.visits.models import Arrival, Delegation, Spending

MOST_ROWS = 20_000
TOPICS = 12


class _Each(Func):
    """The texts of a JSON list, one a row."""

    function = "jsonb_array_elements_text"
    output_field = TextField()


def topics_by_year(rows: QuerySet[Delegation]) -> tuple[list[int], list[tuple[str, list[int]]]]:
    """Years, and for each of the topics asked for most how many visits each year; one query."""
    pairs = (
        rows.order_by().annotate(topic=_Each(F("topics")), year=ExtractYear("first_day"))
        .values_list("topic", "year").annotate(n=Count("pk"))
    )  # fmt: skip
    table: dict[str, Counter[int]] = defaultdict(Counter)
    for topic, year, count in pairs:
        if year:
            table[topic][year] += count
    years = sorted({year for counts in table.values() for year in counts})
    most = sorted(table.items(), key=lambda item: (-item[1].total(), item[0]))[:TOPICS]
    return years, [(topic, [counts[year] for year in years]) for topic, counts in most]


def by_province(rows: QuerySet[Delegation]) -> dict[str, int]:
    """Visits by the province of their origin; institutions of no region count under ""."""
    counted = rows.order_by().annotate(province=Left("origin_id", 2, output_field=TextField()))
    found = counted.values_list("province").annotate(n=Count("pk"))
    return {province or "": count for province, count in found}


@dataclass(frozen=True)
class Guests:
    """A visit as the statistics of visitors count it: each delegation once, however many sites it saw."""

    code: str
    origin: str
    first_day: date
    nights: int
    people: int
    is_counted: bool  # by arrivals; else the number that was announced
    spent: Decimal


def guests(first: date, last: date) -> list[Guests]:
    """Every received visit that began in the span; three queries.

    People are the most that were present at one session, of all units together: who comes to five sessions is one
    visitor. Where no arrivals are known the announced number stands.
    """
    rows = list(
        Delegation.objects.filter(state__in=Delegation.RECEIVED, first_day__range=(first, last))
        .order_by("first_day", "id")[:MOST_ROWS]
    )  # fmt: skip
    came, spent = _came(rows), _spent(rows)
    return [_guest(row, came.get(row.pk, 0), spent.get(row.pk, Decimal(0))) for row in rows]


def _guest(row: Delegation, came: int, spent: Decimal) -> Guests:
    first = row.first_day or date.min  # a received visit has days
    nights = ((row.last_day or first) - first).days
    return Guests(row.code, row.origin_name, first, nights, came or row.people, bool(came), spent)


def _came(rows: list[Delegation]) -> dict[Any, int]:
    each = (
        Arrival.objects.filter(session__delegation__in=rows).order_by()
        .values_list("session__delegation", "session", "unit").annotate(n=Max("people", output_field=IntegerField()))
    )  # fmt: skip
    sessions: dict[tuple[Any, Any], int] = defaultdict(int)
    for delegation, session, _unit, people in each:
        sessions[delegation, session] += people
    most: dict[Any, int] = defaultdict(int)
    for (delegation, _session), people in sessions.items():
        most[delegation] = max(most[delegation], people)
    return most


def _spent(rows: list[Delegation]) -> dict[Any, Decimal]:
    sums = Spending.objects.filter(unit__delegation__in=rows).order_by().values_list("unit__delegation")
    return dict(sums.annotate(total=Sum(F("lodging") + F("food") + F("goods") + F("travel"))))


@dataclass(frozen=True)
class Sums:
    """The span in one line."""

    visits: int
    people: int
    nights: int  # people times nights
    spent: Decimal


def summed(rows: list[Guests]) -> Sums:
    """The figures of the rows together."""
    return Sums(
        len(rows),
        sum(row.people for row in rows),
        sum(row.people * row.nights for row in rows),
        sum((row.spent for row in rows), Decimal(0)),
    )
