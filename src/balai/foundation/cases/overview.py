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
# what lists and cards show; answers and records are the bulk of a case
_HEAD = (
    "code",
    "title",
    "subject",
    "applicant",
    "applicant_name",
    "channel",
    "procedure",
    "service_code",
    "state",
)
SHOWN = (
    *_HEAD,
    "version",
    "outcome",
    "submitted_at",
    "due_at",
    "stopped_at",
    "closed_at",
    "unit__short_name",
)
MANY = 250  # a word with more bearers is no longer searched by the keys of all of them


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
    if not filters.text:
        return cases
    keys = _newest_keys(filters)
    return (
        cases.filter(pk__in=keys) if len(keys) <= MANY else cases.filter(matching(filters.text, CASE_WORDS))
    )


def newest_in_reach(actor: Actor, filters: OverviewFilters) -> list[Case]:
    """The first of these cases: one more than a page holds, where there are more.

    Of words that many bear, the newest bearers nearly always fill the page; only where the reach or another filter
    leaves too few of them is the whole list searched.
    """
    cases, wanted = _narrowed(actor, filters), filters.size + 1
    if filters.text:
        keys = _newest_keys(filters)
        found = list(cases.filter(pk__in=keys)[:wanted])
        if len(keys) <= MANY or len(found) == wanted:
            return found
        cases = cases.filter(matching(filters.text, CASE_WORDS))
    return list(cases[:wanted])


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
    return cases.select_related("unit").only(*SHOWN).order_by("-id")


def _newest_keys(filters: OverviewFilters) -> list[UUID]:
    """The keys of the newest cases with these words, in anybody's reach: one more than ``MANY``, where there are more.

    The database cannot tell beforehand whether a word is rare. Walking a million cases in their order to find that
    nobody bears it takes seconds; the index alone says so at once.
    """
    cases = Case.objects.unscoped().filter(matching(filters.text, CASE_WORDS))
    if filters.after:
        cases = cases.filter(pk__lt=filters.after)
    return list(cases.order_by("-id").values_list("pk", flat=True)[: MANY + 1])


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
