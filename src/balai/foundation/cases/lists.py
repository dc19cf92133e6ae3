"""Lists of cases for other modules, a bounded part at a time, newest first."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from balai.core.actor import Actor
from balai.foundation.cases.cards import CaseCard
from balai.foundation.cases.models import Case
from balai.foundation.cases.overview import PAGE, OverviewFilters, cases_in_reach
from balai.foundation.cases.selectors import case_card


@dataclass(frozen=True)
class CaseList:
    """A part of a list; ``next`` is the cursor of the following part, None at the end."""

    cards: tuple[CaseCard, ...]
    next: UUID | None


def own_cases(actor: Actor, after: UUID | None = None, size: int = PAGE) -> CaseList:
    """The cases that the person applied for; one query whatever their number."""
    if not actor.is_signed_in:
        return CaseList((), None)
    cases = Case.objects.visible_to(actor).filter(applicant_id=actor.user_id).order_by("-id")
    return _part(cases.filter(pk__lt=after) if after else cases, size)


def worked_cases(actor: Actor, filters: OverviewFilters) -> CaseList:
    """The cases of the units and places that the officer reaches; one query whatever their number."""
    return _part(cases_in_reach(actor, filters), filters.size)


def worked_by_procedure(actor: Actor, procedure: str, size: int = PAGE) -> list[CaseCard]:
    """The latest cases of one procedure that the officer reaches, the open ones first."""
    cases = Case.objects.in_reach(actor).filter(procedure__code=procedure)
    return [case_card(case) for case in cases.order_by("-closed_at", "-id")[:size]]


def _part(cases: "QuerySet[Case]", size: int) -> CaseList:
    found = list(cases[: size + 1])
    shown = found[:size]
    return CaseList(tuple(case_card(case) for case in shown), shown[-1].pk if len(found) > size else None)
