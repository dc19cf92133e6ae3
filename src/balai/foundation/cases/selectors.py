"""Reads of cases for other modules and for the unit overview."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.ids import read_code
from balai.core.ui.pills import Pill
from balai.foundation.cases import policies
from balai.foundation.cases.access import open_tasks
from balai.foundation.cases.cards import ActionCard, CaseCard, card_of
from balai.foundation.cases.deadlines import last_moment
from balai.foundation.cases.models import Case, Delegation, Task, spec_of
from balai.foundation.cases.procedure.spec import APPLICANT, Action
from balai.foundation.cases.timeline import TimelineEntry, tracked_timeline
from balai.foundation.cases.wording import status_pill


@dataclass(frozen=True)
class TrackedCase:
    """What anybody who knows the code may see: no names, no subject, no answers."""

    code: str
    title: str
    outcome: str
    submitted_at: datetime
    due_at: datetime
    waits_for_applicant: bool
    timeline: tuple[TimelineEntry, ...]

    @property
    def status(self) -> Pill:
        """How it stands, as its applicant reads it."""
        return status_pill(self.outcome, self.waits_for_applicant)


def find_by_code(text: str) -> TrackedCase | None:
    """The case of a code as typed, without personal data; None when there is none."""
    code = read_code(text)
    case = Case.objects.unscoped().filter(code=code).first() if code else None
    if case is None:
        return None
    return TrackedCase(
        case.code,
        case.title,
        case.outcome,
        case.submitted_at,
        case.due_at,
        spec_of(case.procedure_id).states[case.state].signal == APPLICANT,
        tuple(tracked_timeline(case)),
    )


def case_card(case: Case) -> CaseCard:
    """The card of a case that somebody was allowed to see."""
    return card_of(case, spec_of(case.procedure_id))


def cases_of_applicant(actor: Actor, limit: int = 50) -> list[CaseCard]:
    """The person's own cases, newest first."""
    if not actor.is_signed_in:
        return []
    cases = Case.objects.visible_to(actor).filter(applicant_id=actor.user_id)[:limit]
    return [case_card(case) for case in cases]


def running_cases_of(actor: Actor, person_id: UUID, limit: int = 5) -> list[CaseCard]:
    """The open cases of a person that the actor may see, newest first."""
    cases = Case.objects.visible_to(actor).filter(applicant_id=person_id, closed_at=None)
    return [case_card(case) for case in cases.order_by("-submitted_at")[:limit]]


def applicant_of(case_id: UUID) -> UUID | None:
    """The account of the person for whom the case runs."""
    return Case.objects.unscoped().filter(pk=case_id).values_list("applicant_id", flat=True).first()


def count_cases_of(person_id: UUID, *, open_besides: UUID | None = None) -> int:
    """How many cases the person applied for; with ``open_besides`` only open ones other than that case."""
    cases = Case.objects.unscoped().filter(applicant_id=person_id)
    if open_besides:
        cases = cases.filter(closed_at=None).exclude(pk=open_besides)
    return cases.count()


def available_actions(actor: Actor, case: Case, tasks: Iterable[Task] | None = None) -> list[ActionCard]:
    """Exactly the actions that this person has on the case now, the primary one first."""
    held = open_tasks(case) if tasks is None else list(tasks)
    actions = spec_of(case.procedure_id).actions_from(case.state)
    return [action_card(case, action) for action in actions if policies.has_action(actor, case, action, held)]


def action_card(case: Case, action: Action) -> ActionCard:
    """The card of an action of the case's procedure."""
    return ActionCard(
        code=action.code,
        label=action.label,
        confirm=action.confirm,
        kind=action.kind,
        primary=action.primary,
        needs_reason=action.needs_reason,
        tells_applicant=action.tells_applicant,
        needs_second_factor=action.second_factor,
        by_applicant=action.by_applicant,
        fields=action.fields,
        form=action.form,
        issues_document=any(call.name == "issue_document" for call in action.effects),
        signs_document=any(call.name == "sign_document" for call in action.effects),
        until=last_moment(case, action),
    )


def overdue_tasks(unit_ids: Iterable[UUID], now: datetime | None = None) -> int:
    """How many open tasks of the units have passed their limit."""
    late = Task.objects.unscoped().filter(unit_id__in=unit_ids, closed_at=None)
    return late.filter(due_at__lt=now or timezone.now()).count()


def own_delegations(actor: Actor, today: date) -> QuerySet[Delegation]:
    """The delegations that somebody gave or received and that have not ended, the next first."""
    mine = Q(giver_id=actor.user_id) | Q(receiver_id=actor.user_id)
    rows = Delegation.objects.filter(mine, revoked_at=None, ends_on__gte=today)
    return rows.select_related("giver", "receiver", "unit").order_by("starts_on")
