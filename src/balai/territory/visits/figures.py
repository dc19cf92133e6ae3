"""Figures of received visits: by topic and year, by province, and the guests as visitors of the territory."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Max, QuerySet, Sum, TextField
from django.db.models.functions import ExtractYear, Left

from balai.territory.visits import selectors
from balai.territory.visits.hooks import STAGES, Stage, reached
from balai.territory.visits.models import Arrival, Delegation, Spending

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


def conversion(rows: QuerySet[Delegation]) -> tuple[int, dict[Stage, int]]:
    """How many visits there are, and how many of them led to each stage: all of them, in one query."""
    stages = {stage: Count("pk", filter=reached(stage)) for stage in STAGES}
    found = rows.order_by().aggregate(visits=Count("pk"), **stages)
    return found["visits"], {stage: found[stage] for stage in STAGES}


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
    """Every visit that began in the span and took place; three queries.

    People are the most that were present at one session, of all units together: who comes to five sessions is one
    visitor. Phones cannot make them more than were announced. Where no arrivals are known the announced number stands.
    """
    rows = list(selectors.received().filter(first_day__range=(first, last)).order_by("first_day", "id"))
    came, spent = _came(rows), _spent(rows)
    return [_guest(row, came.get(row.pk, 0), spent.get(row.pk, Decimal(0))) for row in rows]


def _guest(row: Delegation, came: int, spent: Decimal) -> Guests:
    first = row.first_day or date.min  # a received visit has days
    nights = ((row.last_day or first) - first).days
    people = min(came, row.people) if came else row.people
    return Guests(row.code, row.origin_name, first, nights, people, bool(came), spent)


def still_to_come(first: date, last: date) -> tuple[int, int]:
    """Confirmed visits of the span that nobody has arrived for yet: how many, and how many people they announce."""
    rows = selectors.still_to_come().filter(first_day__range=(first, last))
    found = rows.order_by().aggregate(visits=Count("pk"), people=Sum("people", default=0))
    return found["visits"], found["people"]


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
    announced: int  # of these people: of visits without arrivals, as they were announced
    nights: int  # people times nights
    spent: Decimal


def summed(rows: list[Guests]) -> Sums:
    """The figures of the rows together."""
    return Sums(
        len(rows),
        sum(row.people for row in rows),
        sum(row.people for row in rows if not row.is_counted),
        sum(row.people * row.nights for row in rows),
        sum((row.spent for row in rows), Decimal(0)),
    )
