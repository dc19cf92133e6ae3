"""The inbox: open tasks equal to one of my grants, in order of their deadline, a page at a time."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.counting import Rows, counted_for
from balai.core.prepared import rows_of
from balai.core.searching import matching, seen
from balai.core.ui.navigation import frame_sources
from balai.foundation.cases.models import Case, Task, spec_of, task_keys_q, units_of_work
from balai.foundation.cases.narrowing import (
    CASE_WORDS,
    TASK_WORDS,
    Due,
    Period,
    due_within,
    in_period,
    in_region,
)
from balai.foundation.cases.paging import Order, page_of, rows_after

Tab = Literal["mine", "unit", "waiting", "done"]
Sort = Literal["due", "-due", "title", "-title", "opened", "-opened"]
Held = Literal["me", "nobody"]
TABS: tuple[Tab, ...] = get_args(Tab)
SORTS: tuple[Sort, ...] = get_args(Sort)
MOST_REMEMBERED = 500  # of a person's decisions, for "waiting"
PAGE = 25
FEW_UNITS = 5  # whose open tasks a search looks at one by one


@dataclass(frozen=True)
class InboxFilters:
    """What to show; every field stands in the address of the page."""

    tab: Tab = "mine"
    service: str = ""
    state: str = ""
    due: Due | None = None
    unit: UUID | None = None
    held: Held | None = None
    channel: str = ""
    period: Period = Period()
    region: str = ""
    text: str = ""
    sort: Sort = "due"
    after: str = ""
    size: int = PAGE

    @property
    def is_narrow(self) -> bool:
        """True when something is left out of the tab."""
        usual = InboxFilters(tab=self.tab, sort=self.sort, after=self.after, size=self.size)
        return self != usual


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox. ``holder`` is the colleague (or oneself) who took the task."""

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
    holder: str = ""
    is_mine: bool = False


@dataclass(frozen=True)
class InboxPage:
    """A page of rows; ``next`` is the cursor of the following page, empty on the last."""

    rows: tuple[InboxRow, ...]
    next: str


class _Task(NamedTuple):
    """A task as the list reads it: only what it shows, and no object."""

    id: UUID
    case_id: UUID
    case_code: str
    title: str
    ask: str  # JSON
    from_name: str
    place: str
    due_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    taken_by_id: UUID | None
    taken_by__full_name: str | None


class _Case(NamedTuple):
    """The same of a case."""

    id: UUID
    code: str
    title: str
    subject: str
    procedure_id: UUID
    state: str
    applicant_name: str
    region_id: str
    due_at: datetime
    stopped_at: datetime | None
    submitted_at: datetime
    closed_at: datetime | None


def inbox(actor: Actor, filters: InboxFilters) -> InboxPage:
    """One page of a tab. Costs one query whatever the number of rows."""
    is_usual = not (filters.due or filters.text or filters.after)
    rows, order = rows_of(_listed, actor, filters, keep=is_usual), _order(filters)
    if filters.tab == "waiting":
        cases, following = page_of([_Case(*row) for row in rows], order, filters.size)
        return InboxPage(tuple(_case_row(case) for case in cases), following)
    tasks, following = page_of([_Task(*row) for row in rows], order, filters.size)
    return InboxPage(tuple(_task_row(task, actor) for task in tasks), following)


def _listed(actor: Actor, filters: InboxFilters) -> "QuerySet[Any, Any]":
    """The rows of a page, and one more where there are more."""
    shown: QuerySet[Any, Any]
    if filters.tab == "waiting":
        shown = _narrow_cases(actor, filters).values_list(*_Case._fields)
    else:
        shown = _narrow_tasks(actor, filters).values_list(*_Task._fields)
    return rows_after(shown, _order(filters), filters.after, filters.size)


def inbox_rows(actor: Actor, filters: InboxFilters, limit: int) -> Iterable[InboxRow]:
    """The rows that are shown, up to a limit, for an export."""
    return inbox(actor, replace(filters, after="", size=limit)).rows


def inbox_counts(actor: Actor) -> dict[Tab, int]:
    """How many rows each tab but the finished work has, counted up to ``MOST_COUNTED``; one query for all."""
    sources: dict[Tab, Rows] = {"mine": waiting_for_me, "unit": waiting_in_units, "waiting": waiting_cases}
    counts = counted_for(actor, [*sources.values(), *frame_sources("workplace", actor)])
    return {tab: counts[source] for tab, source in sources.items()}


def waiting_for_me(actor: Actor) -> "QuerySet[Task]":
    """The open tasks of this person's roles that no colleague has taken."""
    return Task.objects.for_holder(actor).filter(closed_at=None)


def waiting_in_units(actor: Actor) -> "QuerySet[Task]":
    """The open tasks of every role on the units where this person works."""
    return Task.objects.of_units(actor).filter(closed_at=None)


def waiting_cases(actor: Actor) -> "QuerySet[Case]":
    """Open cases that this person opened or lately decided on, and that now wait for somebody else."""
    decided = Task.objects.closed_by_me(actor).order_by("-closed_at", "-id")[:MOST_REMEMBERED]
    opened = Case.objects.visible_to(actor).filter(opened_by_id=actor.user_id, closed_at=None)
    touched = decided.values("case_id").union(opened.order_by().values("pk"), all=True)
    mine = Task.objects.filter(task_keys_q(actor), case_id=OuterRef("pk"), closed_at=None)
    cases = Case.objects.visible_to(actor).filter(closed_at=None, pk__in=touched)
    return cases.exclude(Exists(mine))


def _narrow_tasks(actor: Actor, filters: InboxFilters) -> "QuerySet[Task]":
    tasks = _tasks(actor, filters.tab).filter(_common(filters))
    if filters.service:
        tasks = tasks.filter(service_code=filters.service)
    if filters.unit:
        tasks = tasks.filter(unit_id=filters.unit)
    if filters.held:
        tasks = tasks.filter(taken_by_id=actor.user_id if filters.held == "me" else None)
    if filters.channel:
        tasks = tasks.filter(case__channel=filters.channel)
    if filters.region:
        tasks = tasks.filter(in_region("region_code", filters.region))
    if filters.text:
        few = filters.tab != "done" and len(units_of_work(actor)) <= FEW_UNITS
        tasks = tasks.filter((seen if few else matching)(filters.text, TASK_WORDS))
    return tasks.filter(in_period("opened_at", filters.period))


def _common(filters: InboxFilters) -> Q:
    due = due_within("due_at", filters.due) if filters.due else Q()
    return due & (Q(state=filters.state) if filters.state else Q())


def _tasks(actor: Actor, tab: Tab) -> "QuerySet[Task]":
    if tab == "done":
        return Task.objects.closed_by_me(actor)
    return waiting_in_units(actor) if tab == "unit" else waiting_for_me(actor)


def _narrow_cases(actor: Actor, filters: InboxFilters) -> "QuerySet[Case]":
    cases = waiting_cases(actor).filter(_common(filters))
    if filters.due:
        cases = cases.filter(stopped_at=None)
    if filters.service:
        cases = cases.filter(service_code=filters.service)
    if filters.unit:
        cases = cases.filter(unit_id=filters.unit)
    if filters.channel:
        cases = cases.filter(channel=filters.channel)
    if filters.region:
        cases = cases.filter(in_region("region__code", filters.region))
    if filters.text:
        cases = cases.filter(matching(filters.text, CASE_WORDS))
    return cases.filter(in_period("submitted_at", filters.period))


def _order(filters: InboxFilters) -> Order:
    if filters.tab == "done":
        return Order("done", "closed_at", falling=True)
    columns = {"due": "due_at", "title": "title", "opened": "opened_at"}
    if filters.tab == "waiting":
        columns["opened"] = "submitted_at"
    falling = filters.sort.startswith("-")
    return Order(f"{filters.tab} {filters.sort}", columns[filters.sort.removeprefix("-")], falling)


def _task_row(task: _Task, actor: Actor) -> InboxRow:
    return InboxRow(
        id=task.id,
        case_id=task.case_id,
        code=task.case_code,
        title=task.title,
        ask=json.loads(task.ask),
        from_name=task.from_name,
        place=task.place,
        due_at=task.due_at,
        opened_at=task.opened_at,
        closed_at=task.closed_at,
        holder=task.taken_by__full_name or "",
        is_mine=task.taken_by_id is not None and task.taken_by_id == actor.user_id,
    )


def _case_row(case: _Case) -> InboxRow:
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
