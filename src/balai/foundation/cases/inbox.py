"""The inbox: open tasks equal to one of my grants, in order of their deadline, a page at a time."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.ids import read_code
from balai.foundation.cases.models import Case, Task, spec_of, task_keys_q

Tab = Literal["mine", "unit", "waiting", "done"]
Sort = Literal["due", "-due", "title", "-title"]
TABS: tuple[Tab, ...] = get_args(Tab)
SORTS: tuple[Sort, ...] = get_args(Sort)
MOST_COUNTED = 1000  # a count above 999 is shown as 999+
PAGE = 25


@dataclass(frozen=True)
class InboxFilters:
    """What to show; every field stands in the address of the page."""

    tab: Tab = "mine"
    service: str = ""
    region: str = ""
    text: str = ""
    sort: Sort = "due"
    after: str = ""
    size: int = PAGE


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox."""

    id: UUID
    case_id: UUID
    code: str
    title: str
    ask: Mapping[str, str]
    from_name: str
    place: str
    due_at: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    taken_by_me: bool


@dataclass(frozen=True)
class InboxPage:
    """A page of rows; ``next`` is the cursor of the following page, empty on the last."""

    rows: tuple[InboxRow, ...]
    next: str


def inbox(actor: Actor, filters: InboxFilters) -> InboxPage:
    """One page of a tab. Costs one query whatever the number of rows."""
    if filters.tab == "waiting":
        return _page(_filter_cases(waiting_cases(actor), filters), filters, _case_row, actor)
    return _page(_filter_tasks(_tasks(actor, filters.tab), filters), filters, _task_row, actor)


def inbox_rows(actor: Actor, filters: InboxFilters, limit: int) -> Iterable[InboxRow]:
    """The rows that are shown, up to a limit, for an export."""
    return inbox(actor, replace(filters, after="", size=limit)).rows


def inbox_counts(actor: Actor, tabs: Iterable[Tab] = ("mine", "unit", "waiting")) -> dict[Tab, int]:
    """How many rows a tab has, counted up to ``MOST_COUNTED``."""
    querysets = {tab: waiting_cases(actor) if tab == "waiting" else _tasks(actor, tab) for tab in tabs}
    return {tab: rows.order_by()[:MOST_COUNTED].count() for tab, rows in querysets.items()}


def waiting_for_me(actor: Actor) -> int:
    """How many tasks wait for this person, counted up to ``MOST_COUNTED``."""
    return inbox_counts(actor, ("mine",))["mine"]


def waiting_cases(actor: Actor) -> "QuerySet[Case]":
    """Open cases that this person worked on or opened, and that now wait for somebody else."""
    worked = Task.objects.filter(case_id=OuterRef("pk"), closed_by_id=actor.user_id)
    mine = Task.objects.filter(task_keys_q(actor), case_id=OuterRef("pk"), closed_at=None)
    cases = Case.objects.visible_to(actor).filter(closed_at=None)
    touched = cases.filter(Q(opened_by_id=actor.user_id) | Exists(worked))
    return touched.exclude(Exists(mine))


def services_in_inbox(actor: Actor) -> list[tuple[str, str]]:
    """The services with an open task on the actor's units, as (code, title), for the filter."""
    tasks = Task.objects.of_units(actor).filter(closed_at=None).exclude(service_code="")
    pairs = tasks.order_by().values_list("service_code").annotate(name=Max("case__title"))
    return sorted(pairs[:MOST_COUNTED], key=lambda pair: pair[1])


def _tasks(actor: Actor, tab: Tab) -> "QuerySet[Task]":
    if tab == "done":
        return Task.objects.closed_by_me(actor)
    tasks = Task.objects.of_units(actor) if tab == "unit" else Task.objects.for_holder(actor)
    return tasks.filter(closed_at=None)


def _filter_tasks(tasks: "QuerySet[Task]", filters: InboxFilters) -> "QuerySet[Task]":
    if filters.service:
        tasks = tasks.filter(service_code=filters.service)
    if filters.region:
        tasks = tasks.filter(_in_region("region_code", filters.region))
    if filters.text:
        words = Q(title__icontains=filters.text) | Q(from_name__icontains=filters.text)
        tasks = tasks.filter(words | _by_code("case_code", filters.text))
    return tasks


def _filter_cases(cases: "QuerySet[Case]", filters: InboxFilters) -> "QuerySet[Case]":
    if filters.service:
        cases = cases.filter(service_code=filters.service)
    if filters.region:
        cases = cases.filter(_in_region("region__code", filters.region))
    if filters.text:
        words = Q(title__icontains=filters.text) | Q(applicant_name__icontains=filters.text)
        cases = cases.filter(words | Q(subject__icontains=filters.text) | _by_code("code", filters.text))
    return cases


def _in_region(column: str, code: str) -> Q:
    return Q(**{column: code}) | Q(**{f"{column}__startswith": f"{code}."})


def _by_code(column: str, text: str) -> Q:
    typed = text.strip().upper().replace(" ", "-")
    return Q(**{column: read_code(typed) or typed}) | Q(**{f"{column}__startswith": typed})


def _order(filters: InboxFilters) -> tuple[str, bool]:
    if filters.tab == "done":
        return "closed_at", True
    column = {"due": "due_at", "title": "title"}[filters.sort.removeprefix("-")]
    return column, filters.sort.startswith("-")


def _page(rows: "QuerySet[Any]", filters: InboxFilters, make: Any, actor: Actor) -> InboxPage:
    column, falling = _order(filters)
    sign = "-" if falling else ""
    rows = _after(rows, _read_cursor(filters, column), column, falling).order_by(
        f"{sign}{column}", f"{sign}id"
    )
    found = list(rows[: filters.size + 1])
    shown = found[: filters.size]
    following = _cursor(shown[-1], column, filters) if len(found) > filters.size else ""
    return InboxPage(tuple(make(row, actor) for row in shown), following)


Place = tuple[Any, UUID] | None


def _after(rows: "QuerySet[Any]", place: Place, column: str, falling: bool) -> "QuerySet[Any]":
    if place is None:
        return rows
    value, key = place
    compare = "lt" if falling else "gt"
    return rows.filter(
        Q(**{f"{column}__{compare}": value}) | Q(**{column: value, f"id__{compare}": key}),
        **{f"{column}__{compare}e": value},
    )


def _cursor(row: Any, column: str, filters: InboxFilters) -> str:
    value = getattr(row, column)
    text = value if isinstance(value, str) else value.isoformat()
    parts = [filters.tab, filters.sort, text, str(row.id)]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _read_cursor(filters: InboxFilters, column: str) -> Place:
    """The place of a cursor; None for a cursor of another tab or order, or a spoilt one."""
    try:
        padded = filters.after + "=" * (-len(filters.after) % 4)
        tab, sort, text, key = json.loads(base64.urlsafe_b64decode(padded))
        value = text if column == "title" else datetime.fromisoformat(text)
        return (value, UUID(key)) if (tab, sort) == (filters.tab, filters.sort) else None
    except (ValueError, TypeError):
        return None


def _task_row(task: Task, actor: Actor) -> InboxRow:
    return InboxRow(
        id=task.id,
        case_id=task.case_id,
        code=task.case_code,
        title=task.title,
        ask=task.ask,
        from_name=task.from_name,
        place=task.place,
        due_at=task.due_at,
        opened_at=task.opened_at,
        closed_at=task.closed_at,
        taken_by_me=task.taken_by_id is not None and task.taken_by_id == actor.user_id,
    )


def _case_row(case: Case, actor: Actor) -> InboxRow:
    state = spec_of(case.procedure_id).states[case.state]
    return InboxRow(
        id=case.id,
        case_id=case.id,
        code=case.code,
        title=f"{case.title}, {case.subject}" if case.subject else case.title,
        ask=state.name,
        from_name=case.applicant_name,
        place=str(case.region_id),
        due_at=None if case.stopped_at else case.due_at,
        opened_at=case.submitted_at,
        closed_at=case.closed_at,
        taken_by_me=False,
    )


def group_of(row: InboxRow, now: datetime | None = None) -> Literal["late", "today", "next", "stopped"]:
    """In which group of the list a row stands, by its deadline in the current time zone."""
    now = now or timezone.now()
    if row.due_at is None:
        return "stopped"
    if row.due_at < now:
        return "late"
    today = timezone.localtime(now).date()
    return "today" if timezone.localtime(row.due_at).date() == today else "next"
