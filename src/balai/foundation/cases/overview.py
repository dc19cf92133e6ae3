"""The unit overview of supervisors: every case in reach, newest first."""

from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.counting import counted_for, counted_together
from balai.core.prepared import Prepared
from balai.core.ui.navigation import frame_sources
from balai.foundation.cases.models import Case
from balai.foundation.cases.narrowing import Period, in_period, in_region
from balai.foundation.cases.searching import CASE_WORDS, matching, seen

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


def cases_in_reach(actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    """The cases that the filters leave, newest first, from the cursor on."""
    cases = _narrowed(actor, filters)
    return cases.filter(_having_words(filters.text)) if filters.text else cases


def newest_in_reach(actor: Actor, filters: OverviewFilters) -> list[Case]:
    """The first of these cases: one more than a page holds, where there are more.

    Words that many bear fill the page from the latest cases, which are looked at one by one; only where too few of
    those bear them is the whole list searched.
    """
    cases, wanted = _narrowed(actor, filters), filters.size + 1
    if not filters.text:
        return list(cases[:wanted])
    found = list(cases.filter(_lately(filters.text))[:wanted])
    return found if len(found) == wanted else list(cases_in_reach(actor, filters)[:wanted])


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
    return cases.select_related("unit").defer("answers", "records").order_by("-id")  # the bulk of a case


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
