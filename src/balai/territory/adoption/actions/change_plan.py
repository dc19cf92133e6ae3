"""Keep a plan: who answers for it, where it stands and why, in which order, whether its results are shared."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.territory.adoption import events
from balai.territory.adoption.access import get_plan
from balai.territory.adoption.actions.give_tasks import give_task, recall_task
from balai.territory.adoption.models import Plan, Progress, State


@dataclass(frozen=True)
class PlanFacts:
    """What the keeper decides of a plan."""

    unit_id: UUID | None
    state: str
    why: str
    share: bool


@transaction.atomic
def change_plan(actor: Actor, plan_id: UUID, facts: PlanFacts) -> Plan:
    """Keep the decision. Raises NotVisible, NotAllowed, and Invalid for one without what it needs."""
    plan = get_plan(actor, plan_id, to="manage", lock=True)
    _require_sound(plan, facts)
    plan.unit_id, plan.state = facts.unit_id, facts.state
    plan.why, plan.share = facts.why.strip(), facts.share
    plan.save(update_fields=["unit", "state", "why", "share", "changed_at"])
    _follow_steps(plan)
    told = {"title": plan.name, "state": str(State(plan.state).label), "why": plan.why[:240] or "–"}
    record(actor, events.CHANGED, subject=plan, unit_id=plan.unit_id, public=False, **told)
    return plan


def _follow_steps(plan: Plan) -> None:
    """Steps of what is left out are nobody's task; those of what is taken up again are."""
    for step in plan.steps.select_for_update().exclude(progress__in=(Progress.DONE, Progress.DROPPED)):
        if plan.state == State.LEFT_OUT:
            recall_task(step)
            step.save(update_fields=["case_id"])
        else:
            give_task(step)


def _require_sound(plan: Plan, facts: PlanFacts) -> None:
    if facts.state == State.LEFT_OUT and not facts.why.strip():
        sentence = _("Tulis mengapa tidak diambil.")
        raise Invalid(sentence, {"why": sentence})
    if facts.state in (State.RUNNING, State.DONE) and facts.unit_id is None:
        sentence = _("Tetapkan unit penanggung jawab dahulu.")
        raise Invalid(sentence, {"unit": sentence})
    if facts.state == State.DONE and any(step.is_open for step in plan.steps.all()):
        raise Invalid(_("Masih ada langkah yang belum selesai atau ditinggalkan."))


@transaction.atomic
def reorder(actor: Actor, plan_id: UUID, *, up: bool) -> Plan:
    """Exchange the plan with the one before or after it; at the end of the list nothing happens."""
    plan = get_plan(actor, plan_id, to="manage", lock=True)
    beside = Plan.objects.select_for_update(of=("self",))
    other = (
        beside.filter(priority__lt=plan.priority).order_by("-priority").first()
        if up
        else beside.filter(priority__gt=plan.priority).order_by("priority").first()
    )
    if other:
        plan.priority, other.priority = other.priority, plan.priority
        for one in (plan, other):
            one.save(update_fields=["priority", "changed_at"])
        record(actor, events.ORDERED, subject=plan, title=plan.name, priority=plan.priority)
    return plan
