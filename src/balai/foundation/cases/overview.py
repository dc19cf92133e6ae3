"""The unit overview of supervisors: every case in reach, newest first."""

from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.counting import counted_together
from balai.foundation.cases.models import Case
from balai.foundation.cases.narrowing import Period, in_period, in_region
from balai.foundation.cases.searching import CASE_WORDS, matching

Status = Literal["open", "late", "waiting", "closed", "all"]
STATUSES: tuple[Status, ...] = get_args(Status)
PAGE = 25
MANY = 1000


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
    cases = _with_status(Case.objects.in_reach(actor), filters.status)
    if filters.service:
        cases = cases.filter(service_code=filters.service)
    if filters.region:
        cases = cases.filter(in_region("region__code", filters.region))
    if filters.unit:
        cases = cases.filter(unit_id=filters.unit)
    if filters.channel:
        cases = cases.filter(channel=filters.channel)
    if filters.text:
        cases = cases.filter(_having_words(filters.text))
    cases = cases.filter(in_period("submitted_at", filters.period))
    if filters.after:
        cases = cases.filter(pk__lt=filters.after)
    return cases.select_related("unit").order_by("-id")


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
    """Open, late and waiting cases in reach, with a bound."""
    reach = Case.objects.in_reach(actor)
    wanted: tuple[Status, ...] = ("open", "late", "waiting")
    return counted_together({one: _with_status(reach, one) for one in wanted})


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
