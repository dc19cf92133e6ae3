"""Take an action on a case: one decision, one transaction."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.cases import policies
from balai.foundation.cases.access import case_at_counter, get_case, open_tasks
from balai.foundation.cases.actions.input import clean_input
from balai.foundation.cases.cards import ActInput, CaseCard, card_of
from balai.foundation.cases.deciding import decide
from balai.foundation.cases.engine import Step, first_decision
from balai.foundation.cases.holding import held_by
from balai.foundation.cases.models import Case, Task, spec_of
from balai.foundation.cases.procedure.spec import Action, ActionKind


@transaction.atomic
def act(actor: Actor, case_id: UUID, action_code: str, given: ActInput) -> CaseCard:
    """Decide, and move the case on with its effects; on somebody's behalf a counter lodges an objection.

    Raises NotVisible, NotAllowed, Invalid (``fields`` by name), and Conflict naming who was first.
    """
    case = (
        case_at_counter(actor, case_id, given.behalf.person_id) if given.behalf else get_case(actor, case_id)
    )
    if given.seen_version is not None and given.seen_version != case.version:
        raise Conflict(first_decision(case))
    step = _step(actor, case, action_code, given)
    decide(step, clean_input(step.action, given))
    return card_of(case, step.spec)


def _step(actor: Actor, case: Case, action_code: str, given: ActInput) -> Step:
    spec = spec_of(case.procedure_id)
    action = spec.actions.get(action_code)
    if action is None:
        raise Invalid(_("Tindakan ini tidak ada pada prosedur perkara."))
    if given.behalf:
        policies.require_on_behalf(case, action)
        return Step(actor, case, spec, action, None, timezone.now())
    tasks = [task for task in open_tasks(case) if given.task_id in (None, task.id)]
    if not policies.has_action(actor, case, action, tasks):
        _require_free(actor, tasks)
    policies.require_action(actor, case, action, tasks)
    if action.kind == ActionKind.RECALL:
        return Step(actor, case, spec, action, None, timezone.now(), _back_to(actor, case, action, tasks))
    task = policies.task_for(actor, action, tasks) if action.by_task else None
    return Step(actor, case, spec, action, task, timezone.now())


def _back_to(actor: Actor, case: Case, recall: Action, tasks: list[Task]) -> str:
    last = policies.task_to_recall(actor, case, recall, tasks)
    return last.state if last else ""


def _require_free(actor: Actor, tasks: list[Task]) -> None:
    for task in tasks:
        if policies.grant_for(actor, task) and not policies.is_free_for(actor, task):
            raise Conflict(held_by(task))
