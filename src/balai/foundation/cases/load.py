"""The load of units for those who lead them: by person, by age, by service, and how long each step takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, CharField, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from balai.core.actor import Actor, reaches
from balai.core.ui.words import local
from balai.foundation.cases.models import Task, spec_of
from balai.foundation.cases.policies import SUPERVISE
from balai.foundation.organizations.api import UnitCard, units_by_kind

DAYS_BACK = 30
AGES = (1, 3, 7)  # days; the last class is open
MOST_ROWS = 50


@dataclass(frozen=True)
class Person:
    """Work of one person: in hand now, late among it, finished in the last thirty days. No id: nobody's hands."""

    id: UUID | None
    name: str
    open: int
    late: int
    done: int


@dataclass(frozen=True)
class Step:
    """A step of a service: how many wait, how many are late, and what finished ones took on average."""

    service: str
    title: str
    state: str
    name: str
    open: int
    late: int
    done: int
    average: timedelta | None
    in_time: int  # percent of the finished ones


@dataclass(frozen=True)
class Load:
    """Everything on the page of a unit. ``ages`` counts open tasks by age: up to 1, 3, 7 days, and older."""

    open: int
    late: int
    ages: tuple[int, ...]
    people: tuple[Person, ...]
    steps: tuple[Step, ...]


def supervised_units(actor: Actor) -> list[UnitCard]:
    """The active units whose work the actor leads, by code."""
    grants = actor.grants_with(SUPERVISE)
    return [
        unit for unit in units_by_kind() if any(reaches(grant, unit.id, unit.region_code) for grant in grants)
    ]


def load_of(unit_ids: Iterable[UUID], now: datetime | None = None) -> Load:
    """The load of units that somebody was allowed to lead; five queries."""
    now = now or timezone.now()
    tasks = Task.objects.unscoped().filter(unit_id__in=list(unit_ids), is_escalation=False)
    waiting = tasks.filter(closed_at=None)
    finished = tasks.filter(closed_at__gte=now - timedelta(days=DAYS_BACK), closed_by__isnull=False)
    ages = _ages(waiting, now)
    return Load(
        open=ages["open"],
        late=ages["late"],
        ages=tuple(ages[f"age{place}"] for place in range(len(AGES) + 1)),
        people=tuple(_people(waiting, finished, now)),
        steps=tuple(_steps(waiting, finished, now)),
    )


def _ages(waiting: "QuerySet[Task]", now: datetime) -> dict[str, int]:
    edges = [now - timedelta(days=days) for days in AGES]
    classes = {
        f"age{place}": Count("pk", filter=_between(younger, older))
        for place, (younger, older) in enumerate(zip([None, *edges], [*edges, None], strict=True))
    }
    return waiting.aggregate(open=Count("pk"), late=_late(now), **classes)


def _between(younger: datetime | None, older: datetime | None) -> Q:
    condition = Q(opened_at__lte=younger) if younger else Q()
    return condition & Q(opened_at__gt=older) if older else condition


def _late(now: datetime) -> Count:
    return Count("pk", filter=Q(due_at__lt=now))


def _people(waiting: "QuerySet[Task]", finished: "QuerySet[Task]", now: datetime) -> Iterable[Person]:
    held = waiting.order_by().values("taken_by").annotate(n=Count("pk"), late=_late(now))
    done = finished.order_by().values("closed_by").annotate(n=Count("pk"))
    people: dict[UUID | None, dict[str, Any]] = {}
    for one in held.annotate(name=Max("taken_by__full_name")):
        people[one["taken_by"]] = {
            "name": one["name"] or "",
            "open": one["n"],
            "late": one["late"],
            "done": 0,
        }
    for two in done.annotate(name=Max("closed_by__full_name")):
        usual = {"name": two["name"], "open": 0, "late": 0}
        people[two["closed_by"]] = {**people.get(two["closed_by"], usual), "done": two["n"]}
    cards = [Person(person_id, **facts) for person_id, facts in people.items()]
    return sorted(cards, key=lambda one: (one.id is not None, -one.open, -one.done, one.name))[:MOST_ROWS]


def _steps(waiting: "QuerySet[Task]", finished: "QuerySet[Task]", now: datetime) -> list[Step]:
    keys = ("service_code", "state")
    example = {"procedure": Max(Cast("case__procedure_id", CharField())), "title": Max("case__title")}
    took = ExpressionWrapper(F("closed_at") - F("opened_at"), output_field=DurationField())
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in waiting.order_by().values(*keys).annotate(open=Count("pk"), late=_late(now), **example):
        rows[row["service_code"], row["state"]] = row
    in_time = Count("pk", filter=Q(closed_at__lte=F("due_at")))
    for row in (
        finished.order_by()
        .values(*keys)
        .annotate(done=Count("pk"), average=Avg(took), in_time=in_time, **example)
    ):
        key = row["service_code"], row["state"]
        rows[key] = {**rows.get(key, {"open": 0, "late": 0}), **row}
    steps = [_step(row) for row in rows.values()]
    return sorted(steps, key=lambda step: (-step.late, -step.open, step.title, step.state))[:MOST_ROWS]


def _step(row: dict[str, Any]) -> Step:
    done = row.get("done", 0)
    state = spec_of(UUID(row["procedure"])).states.get(row["state"])
    return Step(
        service=row["service_code"],
        title=row["title"],
        state=row["state"],
        name=local(state.name) if state else row["state"],
        open=row["open"],
        late=row["late"],
        done=done,
        average=row.get("average"),
        in_time=round(100 * row["in_time"] / done) if done else 0,
    )
