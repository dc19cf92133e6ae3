"""Write the steps of a plan, and tell how far they are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.territory.adoption import events
from balai.territory.adoption.access import get_plan, get_step
from balai.territory.adoption.actions.give_tasks import end_task, give_task, recall_task
from balai.territory.adoption.models import Plan, Progress, State, Step


@dataclass(frozen=True)
class StepFacts:
    """What a step is; ``month`` is any day of its month, ``closes`` the need that it closes."""

    text: str
    unit_id: UUID
    month: date
    cost: Decimal
    pack: str = ""
    closes_id: UUID | None = None


@transaction.atomic
def put_step(actor: Actor, plan_id: UUID, facts: StepFacts, step_id: UUID | None = None) -> Step:
    """Write a step, or write it anew. Raises NotVisible, NotAllowed, Invalid."""
    plan = get_plan(actor, plan_id, to="manage", lock=True)
    step = _step_of(actor, plan, step_id)
    if facts.closes_id and not plan.requirements.filter(pk=facts.closes_id).exists():
        sentence = _("Kebutuhan itu milik rencana lain.")
        raise Invalid(sentence, {"closes": sentence})
    before = (step.text, step.unit_id, step.month)
    step.text, step.unit_id, step.month = facts.text.strip(), facts.unit_id, facts.month.replace(day=1)
    step.cost, step.pack, step.closes_id = facts.cost, facts.pack.strip(), facts.closes_id
    if before != (step.text, step.unit_id, step.month):
        recall_task(step)
    step.save()
    give_task(step)
    record(actor, events.STEP_PUT, subject=plan, unit_id=step.unit_id, title=plan.name, step=step.text)
    return step


def _step_of(actor: Actor, plan: Plan, step_id: UUID | None) -> Step:
    if step_id is None:
        if plan.state in (State.DONE, State.LEFT_OUT):
            raise Invalid(_("Rencana ini tidak sedang dikerjakan; ubah keadaannya dahulu."))
        return Step(plan=plan, place=(plan.steps.aggregate(last=Max("place"))["last"] or 0) + 1)
    step = get_step(actor, step_id, to="manage", lock=True)
    if step.plan_id != plan.pk:
        raise Invalid(_("Langkah itu milik rencana lain."))
    return step


@transaction.atomic
def tell_progress(actor: Actor, step_id: UUID, progress: str, note: str) -> Step:
    """Tell how far a step is. Raises NotVisible, NotAllowed, and Invalid to drop one without saying why."""
    step = get_step(actor, step_id, to="work", lock=True)
    if progress == Progress.DROPPED and not note.strip():
        sentence = _("Tulis mengapa ditinggalkan.")
        raise Invalid(sentence, {"note": sentence})
    _renew(step, progress)
    step.note = note.strip()
    step.done_on = (step.done_on or today()) if progress == Progress.DONE else None
    step.save(update_fields=["progress", "note", "done_on", "case_id"])
    told = {"title": step.plan.name, "step": step.text, "progress": str(Progress(progress).label)}
    record(actor, events.STEP_MOVED, subject=step.plan, unit_id=step.unit_id, public=False, **told)
    if progress in (Progress.DOING, Progress.DONE):
        Plan.objects.filter(pk=step.plan_id, state=State.PLANNED, unit__isnull=False).update(
            state=State.RUNNING
        )
    return step


def _renew(step: Step, progress: str) -> None:
    """The progress, and what it means for the task: ended with the step, a new one when the step is taken up again."""
    was_open, step.progress = step.is_open, progress
    if was_open and not step.is_open:
        end_task(step)
    elif step.is_open and not was_open:
        step.case_id = None
        give_task(step)


@transaction.atomic
def remove_step(actor: Actor, step_id: UUID) -> UUID:
    """Remove a step that nobody has begun; returns its plan. Raises NotVisible, NotAllowed, Invalid."""
    step = get_step(actor, step_id, to="manage", lock=True)
    if step.progress != Progress.TODO:
        raise Invalid(_("Langkah yang sudah dimulai ditinggalkan dengan alasannya, tidak dihapus."))
    record(actor, events.STEP_REMOVED, subject=step.plan, title=step.plan.name, step=step.text)
    plan_id: UUID = step.plan_id
    recall_task(step)
    step.delete()
    return plan_id
