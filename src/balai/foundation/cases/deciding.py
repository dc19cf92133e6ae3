"""One decision, whoever took it: claimed, kept, with its effects, moved, recorded and told."""

from balai.foundation.audit.api import record
from balai.foundation.cases import events, policies
from balai.foundation.cases.cards import ActInput
from balai.foundation.cases.effects import EffectContext, run_effect
from balai.foundation.cases.engine import Step, claim, move_on
from balai.foundation.cases.filings import file_answers, plain_answers
from balai.foundation.cases.models import Case, CaseNote
from balai.foundation.cases.procedure.spec import Action, ActionKind
from balai.foundation.cases.telling import tell_decision


def decide(step: Step, given: ActInput) -> None:
    """Carry the decision out inside the caller's transaction. Raises Conflict when somebody was first."""
    state = step.case.state
    claim(step)
    _keep(step.case, step.action, given)
    if given.filed:
        file_answers(step, state, given.filed)
    for call in step.action.effects:
        run_effect(call.name, EffectContext(step.actor, step.case, call.settings, given.data, given.reason))
    has_moved = move_on(step)
    _record(step, given)
    if has_moved:
        tell_decision(step, given.reason)


def _keep(case: Case, action: Action, given: ActInput) -> None:
    filed = plain_answers(given.filed) if given.filed else {}
    if filed or given.data:
        case.records = {**case.records, **filed, **given.data}
    if action.by_applicant and given.answers is not None:
        case.answers = dict(given.answers)


def _record(step: Step, given: ActInput) -> None:
    case, action = step.case, step.action
    grant = policies.acting_grant(step.actor, case, action, step.task)
    if given.reason and not (action.tells_applicant or action.by_applicant):
        _note(step, given.reason)
    record(
        step.actor,
        _event_of(step),
        subject=case,
        unit_id=step.task.unit_id if step.task else grant.unit_id if grant else case.unit_id,
        region_code=case.region_id,
        public=True,
        role=grant.title if grant else "",
        action=action.label["id"],
        says=dict(action.public),
        reason=given.reason if action.speaks else "",
        filed=bool(given.filed),
        **case.facts(),
        **(given.behalf.basis if given.behalf else {}),
    )


_OWN_EVENTS = {
    ActionKind.RECALL: events.RECALLED,
    ActionKind.REJECT: events.REJECTED,
    ActionKind.WITHDRAW: events.WITHDRAWN,
    ActionKind.OBJECTION: events.OBJECTED,
    ActionKind.AFTER: events.CHANGED,
}


def _event_of(step: Step) -> str:
    action = step.action
    if step.actor.is_system:
        return events.SIGNALLED if step.task is None else events.DEEMED
    usual = events.ACTED
    if action.by_applicant:
        usual = events.RESUBMITTED
    elif action.tells_applicant:
        usual = events.RETURNED
    return _OWN_EVENTS.get(action.kind, usual)


def _note(step: Step, text: str) -> None:
    CaseNote.objects.create(
        case=step.case, author_id=step.actor.user_id, author_name=step.actor.name, text=text
    )
