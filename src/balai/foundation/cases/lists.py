"""Lists of cases for other modules, a bounded part at a time, newest first."""

from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from django.db.models import Q, QuerySet

from balai.core.actor import Actor
from balai.core.counting import counted_together
from balai.core.searching import matching
from balai.foundation.cases.cards import CaseCard
from balai.foundation.cases.models import Case
from balai.foundation.cases.narrowing import CASE_WORDS
from balai.foundation.cases.overview import PAGE, OverviewFilters, newest_in_reach
from balai.foundation.cases.selectors import case_card


@dataclass(frozen=True)
class CaseList:
    """A part of a list; ``next`` is the cursor of the following part, None at the end."""

    cards: tuple[CaseCard, ...]
    next: UUID | None


OwnStatus = Literal["all", "open", "waiting", "closed"]
OWN_STATUSES: tuple[OwnStatus, ...] = get_args(OwnStatus)


def own_cases(
    actor: Actor,
    after: UUID | None = None,
    size: int = PAGE,
    *,
    status: OwnStatus = "all",
    text: str = "",
) -> CaseList:
    """The cases that the person applied for; one query whatever their number.

    ``open`` are with officers, ``waiting`` stand still until the person (or something outside) goes on.
    """
    cases = _own(actor, status)
    if text:
        cases = cases.filter(matching(text, CASE_WORDS))
    return _part((cases.filter(pk__lt=after) if after else cases).order_by("-id"), size)


def own_counts(actor: Actor) -> dict[OwnStatus, int]:
    """How many of the person's cases have each status, counted up to ``MOST_COUNTED``; one query."""
    return counted_together({status: _own(actor, status) for status in OWN_STATUSES})


def _own(actor: Actor, status: OwnStatus) -> "QuerySet[Case]":
    mine = Q(applicant_id=actor.user_id) if actor.is_signed_in else Q(pk__in=[])
    cases = Case.objects.visible_to(actor).filter(mine)
    if status == "closed":
        return cases.filter(closed_at__isnull=False)
    if status == "all":
        return cases
    return cases.filter(closed_at=None, stopped_at__isnull=status == "open")


def worked_cases(actor: Actor, filters: OverviewFilters) -> CaseList:
    """The cases of the units and places that the officer reaches."""
    return _part(newest_in_reach(actor, filters), filters.size)


def worked_by_procedure(actor: Actor, procedure: str, size: int = PAGE) -> list[CaseCard]:
    """The latest cases of one procedure that the officer reaches, the open ones first."""
    cases = Case.objects.in_reach(actor).filter(procedure__code=procedure)
    return [case_card(case) for case in cases.order_by("-closed_at", "-id")[:size]]


def _part(cases: "QuerySet[Case] | list[Case]", size: int) -> CaseList:
    found = list(cases[: size + 1])
    shown = found[:size]
    return CaseList(tuple(case_card(case) for case in shown), shown[-1].pk if len(found) > size else None)
