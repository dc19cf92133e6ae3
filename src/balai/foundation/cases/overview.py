"""The unit overview of supervisors: every case in reach, newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar, get_args
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.counting import counted_for, counted_together
from balai.core.prepared import Prepared, rows_of
from balai.core.searching import matching, seen
from balai.core.ui.navigation import frame_sources
from balai.foundation.cases.models import Case
from balai.foundation.cases.narrowing import CASE_WORDS, Period, in_period, in_region

Found = TypeVar("Found")
Status = Literal["open", "late", "waiting", "closed", "all"]
STATUSES: tuple[Status, ...] = get_args(Status)
PAGE = 25
MANY = 1000
LATEST = 8000  # cases that a search looks at one by one before it asks the index


@dataclass(frozen=True)
class OverviewFilters:
    """What to show; every field stands in the address."""

    status: Status = "open"
    service: str = ""
    region: str = ""
    text: str = ""
    after: UUID | None = None
    size: int = PAGE
    unit: UUID | None = None
    channel: str = ""
    period: Period = Period()


class OverviewRow(NamedTuple):
    """A case as the overview shows it: only what is shown, and no object."""

    id: UUID
    code: str
    title: str
    subject: str
    applicant_name: str
    procedure_id: UUID
    state: str
    unit__short_name: str
    due_at: datetime
    stopped_at: datetime | None
    submitted_at: datetime
    closed_at: datetime | None
    outcome: str


def cases_in_reach(actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    """The cases that the filters leave, newest first, from the cursor on."""
    cases = _narrowed(actor, filters)
    return cases.filter(_having_words(filters.text)) if filters.text else cases


def newest_in_reach(actor: Actor, filters: OverviewFilters) -> list[Case]:
    """The first of these cases: one more than a page holds, where there are more."""
    return _first_full((list(_page(found, actor, filters)) for found in _ways(filters)), filters)


def overview_rows(actor: Actor, filters: OverviewFilters) -> list[OverviewRow]:
    """The same as rows of the overview; costs one query where no words are searched."""
    is_usual = not (filters.text or filters.after or filters.status == "late")
    ways = (rows_of(_shown, found, actor, filters, keep=is_usual) for found in _ways(filters))
    return [OverviewRow(*row) for row in _first_full(ways, filters)]


def rows_to_export(actor: Actor, filters: OverviewFilters, limit: int) -> list[OverviewRow]:
    """The same up to a limit, for an export."""
    values = cases_in_reach(actor, filters).values_list(*OverviewRow._fields)
    return [OverviewRow(*row) for row in values[:limit]]


Way = Callable[[Actor, OverviewFilters], "QuerySet[Case]"]


def _ways(filters: OverviewFilters) -> tuple[Way, ...]:
    """How the first cases are found, quickest first.

    Words that many bear fill the page from the latest cases, which are looked at one by one; only where too few of
    those bear them is the whole list searched.
    """
    return (_lately_in_reach, cases_in_reach) if filters.text else (cases_in_reach,)


def _first_full(found: "Iterable[list[Found]]", filters: OverviewFilters) -> "list[Found]":
    """What the first way found that fills a page, otherwise what the last one found."""
    rows: list[Found] = []
    for rows in found:
        if len(rows) > filters.size:
            break
    return rows


def _page(found: Way, actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    return found(actor, filters)[: filters.size + 1]


def _shown(found: Way, actor: Actor, filters: OverviewFilters) -> "QuerySet[Any, Any]":
    return found(actor, filters).values_list(*OverviewRow._fields)[: filters.size + 1]


def _lately_in_reach(actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    return _narrowed(actor, filters).filter(_lately(filters.text))


def _narrowed(actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    """The list without regard to the words."""
    cases = _with_status(Case.objects.in_reach(actor), filters.status)
    if filters.service:
        cases = cases.filter(service_code=filters.service)
    if filters.region:
        cases = cases.filter(in_region("region__code", filters.region))
    if filters.unit:
        cases = cases.filter(unit_id=filters.unit)
    if filters.channel:
        cases = cases.filter(channel=filters.channel)
    cases = cases.filter(in_period("submitted_at", filters.period))
    if filters.after:
        cases = cases.filter(pk__lt=filters.after)
    return cases.select_related("unit").defer("answers").order_by("-id")  # the bulk of a case


def _lately(text: str) -> Q:
    """Those among the latest cases, in anybody's reach, that bear the words.

    Where these begin is asked first: a bound that the database does not know beforehand counts as a third of all.
    """
    before = _BEFORE_LATEST.rows()
    return Q(pk__gt=before[0][0] if before else UUID(int=0)) & seen(text, CASE_WORDS)


def _before_latest() -> "QuerySet[Case, Any]":
    """The key of the newest case that no longer counts as one of the latest."""
    return Case.objects.unscoped().order_by("-id").values_list("pk")[LATEST : LATEST + 1]


_BEFORE_LATEST = Prepared(_before_latest)


def _having_words(text: str) -> Q:
    """The few cases with these words by their keys; for words that many bear, the condition itself.

    The database cannot tell beforehand whether a word is rare. Walking a million cases in their order to find that
    nobody bears it takes seconds; the index alone says so at once.
    """
    condition = matching(text, CASE_WORDS)
    keys = Case.objects.unscoped().filter(condition).order_by().values_list("pk", flat=True)
    found = list(keys[: MANY + 1])
    return Q(pk__in=found) if len(found) <= MANY else condition


def _with_status(cases: "QuerySet[Case]", status: Status) -> "QuerySet[Case]":
    if status == "closed":
        return cases.filter(closed_at__isnull=False)
    if status == "all":
        return cases
    if status == "waiting":
        return cases.filter(stopped_at__isnull=False)  # a closed case has no stopped clock, by a constraint
    cases = cases.filter(closed_at=None)
    return cases.filter(stopped_at=None, due_at__lt=timezone.now()) if status == "late" else cases


def overview_counts(actor: Actor) -> dict[Status, int]:
    """Open, late and waiting cases in reach, with a bound; what does not hang on the hour is asked with the frame."""
    counts = counted_for(actor, [_open_in_reach, _waiting_in_reach, *frame_sources("workplace", actor)])
    late: dict[Status, QuerySet[Any]] = {"late": _with_status(Case.objects.in_reach(actor), "late")}
    return {"open": counts[_open_in_reach], **counted_together(late), "waiting": counts[_waiting_in_reach]}


def _open_in_reach(actor: Actor) -> "QuerySet[Case]":
    return _with_status(Case.objects.in_reach(actor), "open")


def _waiting_in_reach(actor: Actor) -> "QuerySet[Case]":
    return _with_status(Case.objects.in_reach(actor), "waiting")


def open_case_counts() -> dict[str, int]:
    """Open, late and waiting cases of the whole house, for its meters; one query."""
    is_late = Q(stopped_at=None, due_at__lt=timezone.now())
    return (
        Case.objects.unscoped()
        .filter(closed_at=None)
        .aggregate(
            open=Count("pk"),
            late=Count("pk", filter=is_late),
            waiting=Count("pk", filter=Q(stopped_at__isnull=False)),
        )
    )
