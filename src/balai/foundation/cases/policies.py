"""Who may do what with a case; nothing else decides."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor, Grant, reaches
from balai.core.errors import NotAllowed
from balai.foundation.cases.deadlines import last_moment
from balai.foundation.cases.models import SUPERSEDED, Case, Task, spec_of
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.procedure.spec import Action, ActionKind
from balai.foundation.organizations.api import get_unit

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
    return leads_work(actor, task.unit_id, task.region_code)


def leads_work(actor: Actor, unit_id: UUID, region_code: str) -> bool:
    """True for whoever supervises the work of a unit and does not only watch it."""
    return any(
        "cases.work" in grant.permissions and reaches(grant, unit_id, region_code)
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
    if action.by_system or case.state not in action.sources or is_too_late(case, action):
        return False
    if action.by_applicant:
        return actor.is_signed_in and case.applicant_id == actor.user_id
    if action.kind == ActionKind.RECALL:
        return task_to_recall(actor, case, action, tasks) is not None
    if action.kind == ActionKind.AFTER:
        return grant_after(actor, case, action) is not None
    return task_for(actor, action, tasks) is not None


def grant_after(actor: Actor, case: Case, action: Action) -> Grant | None:
    """The grant by which the actor changes a decided case: no task leads there, so role and unit are looked at."""
    unit = acting_unit(action.where, get_unit(case.unit_id))
    held = (grant for grant in actor.grants if grant.role in action.roles and grant.unit_id == unit.id)
    return next((grant for grant in held if _carries(grant, action)), None)


def acting_grant(actor: Actor, case: Case, action: Action, task: Task | None) -> Grant | None:
    """In which role somebody took an action; None for the applicant, the system, and who takes something back."""
    if task:
        return grant_for(actor, task)
    return grant_after(actor, case, action) if action.kind == ActionKind.AFTER else None


def is_too_late(case: Case, action: Action) -> bool:
    """True when the action could only come for a while after the decision, and that is over."""
    last = last_moment(case, action)
    return last is not None and timezone.now() > last


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
    if is_too_late(case, action):
        raise NotAllowed(_("Waktunya sudah lewat: keputusan ini tidak dapat diubah dengan cara ini lagi."))
    if not has_action(actor, case, action, tasks):
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada tahap ini."))
    if action.second_factor and not actor.second_factor:
        raise NotAllowed(_("Tindakan ini memerlukan kode kedua. Masuk dengan kode kedua, lalu ulangi."))


def require_counter(actor: Actor, person_id: UUID) -> None:
    """Raise NotAllowed unless the cases are the actor's own, or the actor serves people at a counter."""
    if actor.user_id != person_id and not actor.grants_with("accounts.counter"):
        raise NotAllowed(_("Permohonan orang lain hanya dibuka di loket yang melayaninya."))


def require_on_behalf(case: Case, action: Action) -> None:
    """Raise NotAllowed unless the action is an objection to the decision that stands, and comes in time.

    Who acts and for whom was decided where the case was obtained (``access.case_at_counter``).
    """
    if action.kind != ActionKind.OBJECTION or case.state not in action.sources or is_too_late(case, action):
        raise NotAllowed(_("Keputusan ini tidak dapat dikeberatani, atau waktunya sudah lewat."))


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
        raise NotAllowed(_("Prosedur dikelola administrator daerah."))
