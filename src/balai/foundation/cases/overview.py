"""The unit overview of supervisors: every case in reach, newest first."""

from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.ids import read_code
from balai.foundation.cases.models import Case

Status = Literal["open", "late", "waiting", "closed", "all"]
STATUSES: tuple[Status, ...] = get_args(Status)
MOST_COUNTED = 1000
PAGE = 25


@dataclass(frozen=True)
class OverviewFilters:
    """What to show; every field stands in the address."""

    status: Status = "open"
    service: str = ""
    region: str = ""
    text: str = ""
    after: UUID | None = None
    size: int = PAGE


def cases_in_reach(actor: Actor, filters: OverviewFilters) -> "QuerySet[Case]":
    """The cases that the filters leave, newest first, from the cursor on."""
    cases = _with_status(Case.objects.in_reach(actor), filters.status)
    if filters.service:
        cases = cases.filter(service_code=filters.service)
    if filters.region:
        code = filters.region
        cases = cases.filter(Q(region_id=code) | Q(region__code__startswith=f"{code}."))
    if filters.text:
        cases = cases.filter(_matches(filters.text))
    if filters.after:
        cases = cases.filter(pk__lt=filters.after)
    return cases.select_related("unit").order_by("-id")


def _with_status(cases: "QuerySet[Case]", status: Status) -> "QuerySet[Case]":
    if status == "closed":
        return cases.filter(closed_at__isnull=False)
    if status == "all":
        return cases
    cases = cases.filter(closed_at=None)
    if status == "late":
        return cases.filter(stopped_at=None, due_at__lt=timezone.now())
    return cases.filter(stopped_at__isnull=False) if status == "waiting" else cases


def _matches(text: str) -> Q:
    typed = text.strip().upper().replace(" ", "-")
    code = Q(code=read_code(typed) or typed) | Q(code__startswith=typed)
    words = Q(title__icontains=text) | Q(subject__icontains=text) | Q(applicant_name__icontains=text)
    return code | words


def overview_counts(actor: Actor) -> dict[Status, int]:
    """Open, late and waiting cases in reach, counted up to ``MOST_COUNTED``."""
    reach = Case.objects.in_reach(actor)
    wanted: tuple[Status, ...] = ("open", "late", "waiting")
    return {one: _with_status(reach, one).order_by()[:MOST_COUNTED].count() for one in wanted}
