"""Take an action on a case: one decision, one transaction."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases import events, policies
from balai.foundation.cases.access import get_case, open_tasks
from balai.foundation.cases.actions.input import clean_input
from balai.foundation.cases.cards import ActInput, CaseCard, card_of
from balai.foundation.cases.effects import EffectContext, run_effect
from balai.foundation.cases.engine import Step, claim, enter, first_decision
from balai.foundation.cases.holding import held_by
from balai.foundation.cases.models import Case, CaseNote, Task, spec_of
from balai.foundation.cases.procedure.spec import Action, ActionKind
from balai.foundation.cases.telling import tell_decision


@transaction.atomic
def act(actor: Actor, case_id: UUID, action_code: str, given: ActInput) -> CaseCard:
    """Decide, and move the case on with its effects.

    Raises NotVisible, NotAllowed, Invalid (``fields`` by name), and Conflict naming who was first.
    """
    case = get_case(actor, case_id)
    if given.seen_version is not None and given.seen_version != case.version:
        raise Conflict(first_decision(case))
    step = _step(actor, case, action_code, given)
    cleaned = clean_input(step.action, given)
    claim(step)
    _keep(case, step.action, cleaned)
    for call in step.action.effects:
        run_effect(call.name, EffectContext(actor, case, call.settings, cleaned.data, cleaned.reason))
    enter(case, step.spec, step.action.to, step.at)
    _record(step, cleaned)
    tell_decision(step, cleaned.reason)
    return card_of(case, step.spec)


def _step(actor: Actor, case: Case, action_code: str, given: ActInput) -> Step:
    spec = spec_of(case.procedure_id)
    action = spec.actions.get(action_code)
    if action is None:
        raise Invalid(_("Tindakan ini tidak ada pada prosedur perkara."))
    tasks = [task for task in open_tasks(case) if given.task_id in (None, task.id)]
    if not policies.has_action(actor, case, action, tasks):
        _require_free(actor, tasks)
    policies.require_action(actor, case, action, tasks)
    task = None if action.by_applicant else policies.task_for(actor, action, tasks)
    return Step(actor, case, spec, action, task, timezone.now())


def _require_free(actor: Actor, tasks: list[Task]) -> None:
    for task in tasks:
        if policies.grant_for(actor, task) and not policies.is_free_for(actor, task):
            raise Conflict(held_by(task))


def _keep(case: Case, action: Action, given: ActInput) -> None:
    if given.data:
        case.records = {**case.records, **given.data}
    if action.by_applicant and given.answers is not None:
        case.answers = dict(given.answers)


def _record(step: Step, given: ActInput) -> None:
    case, action = step.case, step.action
    grant = policies.grant_for(step.actor, step.task) if step.task else None
    if given.reason and not (action.tells_applicant or action.by_applicant):
        _note(step, given.reason)
    record(
        step.actor,
        _event_of(action),
        subject=case,
        unit_id=step.task.unit_id if step.task else case.unit_id,
        region_code=case.region_id,
        public=True,
        role=grant.title if grant else "",
        action=action.label["id"],
        says=dict(action.public),
        reason=given.reason if action.tells_applicant else "",
        **case.facts(),
    )


def _event_of(action: Action) -> str:
    if action.by_applicant:
        return events.WITHDRAWN if action.kind == ActionKind.WITHDRAW else events.RESUBMITTED
    if not action.tells_applicant:
        return events.ACTED
    return events.REJECTED if action.kind == ActionKind.REJECT else events.RETURNED


def _note(step: Step, text: str) -> None:
    CaseNote.objects.create(
        case=step.case, author_id=step.actor.user_id, author_name=step.actor.name, text=text
    )
