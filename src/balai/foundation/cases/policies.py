"""Who may do what with a case; nothing else decides."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor, Grant, reaches
from balai.core.errors import NotAllowed
from balai.foundation.cases.models import SUPERSEDED, Case, Task, spec_of
from balai.foundation.cases.procedure.spec import Action, ActionKind

SUPERVISE = "cases.supervise"
WORKSHOP = "packs.manage"  # procedures are content, as what packs bring


def grant_for(actor: Actor, task: Task) -> Grant | None:
    """The grant by which the actor holds the task."""
    held = (grant for grant in actor.grants if (grant.role, grant.unit_id) == (task.role, task.unit_id))
    return next(held, None)


def is_free_for(actor: Actor, task: Task) -> bool:
    """True unless a colleague has taken the task; what the actor does for somebody on leave is not a colleague's."""
    return task.taken_by_id is None or task.taken_by_id in people_of(actor)


def people_of(actor: Actor) -> set[UUID]:
    """The actor, and those on leave whose work the actor does."""
    return {one for one in (actor.user_id, *(grant.for_id for grant in actor.grants)) if one}


def may_assign(actor: Actor, task: Task) -> bool:
    """True for whoever supervises the work of the task's unit and takes part in it."""
    return any(
        "cases.work" in grant.permissions and reaches(grant, task.unit_id, task.region_code)
        for grant in actor.grants_with(SUPERVISE)
    )


def task_for(actor: Actor, action: Action, tasks: Iterable[Task]) -> Task | None:
    """The open task by which the actor may take the action, if any."""
    for task in tasks:
        grant = grant_for(actor, task) if _belongs(action, task) else None
        if grant and _carries(grant, action) and is_free_for(actor, task):
            return task
    return None


def _belongs(action: Action, task: Task) -> bool:
    return task.role in action.roles and action.lane in ("", task.lane)


def _carries(grant: Grant, action: Action) -> bool:
    return not action.permission or action.permission in grant.permissions


def has_action(actor: Actor, case: Case, action: Action, tasks: Iterable[Task]) -> bool:
    """True when the action belongs to this actor now (a missing second factor does not hide it)."""
    if not case.is_open or action.by_system or case.state not in action.sources:
        return False
    if action.by_applicant:
        return actor.is_signed_in and case.applicant_id == actor.user_id
    if action.kind == ActionKind.RECALL:
        return task_to_recall(actor, case, action, tasks) is not None
    return task_for(actor, action, tasks) is not None


def task_to_recall(actor: Actor, case: Case, recall: Action, tasks: Iterable[Task]) -> Task | None:
    """The task that the actor closed last and may take back now.

    It brought the case to where it is, nobody has taken anything of that into their hands, and what it effected is
    undone by effects of the recall. A finished lane stays finished.
    """
    last = _last_decision(case)
    if last is None or last.lane or last.closed_by_id not in people_of(actor) or not grant_for(actor, last):
        return None
    if spec_of(case.procedure_id).actions[last.action].effects and not recall.effects:
        return None
    return last if _is_untouched(case, last, list(tasks)) else None


def _last_decision(case: Case) -> Task | None:
    closed = Task.objects.unscoped().filter(case_id=case.pk, closed_at__isnull=False)
    return closed.exclude(action=SUPERSEDED).order_by("-closed_at", "-id").first()


def _is_untouched(case: Case, last: Task, waiting: list[Task]) -> bool:
    if case.stopped_at:
        return case.stopped_at == last.closed_at
    return all(one.opened_at == last.closed_at and one.taken_by_id is None for one in waiting)


def require_action(actor: Actor, case: Case, action: Action, tasks: Iterable[Task]) -> None:
    """Raise NotAllowed when the actor does not have the action, or lacks the second factor for it."""
    if not has_action(actor, case, action, tasks):
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada tahap ini."))
    if action.second_factor and not actor.second_factor:
        raise NotAllowed(_("Tindakan ini memerlukan kode kedua. Masuk dengan kode kedua, lalu ulangi."))


def may_open(actor: Actor, unit_id: object, applicant_id: object) -> bool:
    """The applicant for themselves, an officer of the unit, or a counter on somebody's behalf."""
    if actor.is_system or (actor.is_signed_in and actor.user_id == applicant_id):
        return True
    if actor.grants_with("accounts.counter"):
        return True
    return any(unit_id in grant.unit_ids for grant in actor.grants_with("cases.work"))


def require_workshop(actor: Actor) -> None:
    """Raise NotAllowed for everybody who does not keep procedures."""
    if not actor.may(WORKSHOP):
        raise NotAllowed(_("Prosedur dikelola administrator kabupaten."))
