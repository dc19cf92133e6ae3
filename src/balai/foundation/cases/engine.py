"""Moves a case: claims it, leaves a state, enters the next, keeps its clock. Callers hold the transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.clock import Limit
from balai.core.errors import Conflict
from balai.foundation.cases.deadlines import due_after, due_with, minutes_left, warn_before
from balai.foundation.cases.holding import held_by
from balai.foundation.cases.models import SUPERSEDED, Case, CaseQuerySet, Task
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.procedure.spec import Action, ActionKind, Lane, Procedure, State, StateKind
from balai.foundation.organizations.api import UnitCard, get_unit
from balai.foundation.regions.api import zone


@dataclass(frozen=True)
class Step:
    """One decision about to be made: who, on which case as they saw it, by which task, with which action."""

    actor: Actor
    case: Case
    spec: Procedure
    action: Action
    task: Task | None
    at: datetime
    back_to: str = ""  # where a recall leads

    @property
    def to(self) -> str:
        """The state that the decision leads to."""
        return self.action.to or self.back_to


def claim(step: Step) -> None:
    """Take the case for this decision by conditional updates; everybody after the first gets Conflict.

    Lanes beside each other do not disturb one another: finishing one locks the case without changing its version.
    """
    if step.action.lane:
        _lock(step.case)
    else:
        _take(step.case)
    if step.spec.states[step.case.state].kind == StateKind.PARALLEL:
        step.case.refresh_from_db(
            fields=("records",)
        )  # another lane may have written since the case was read
    if step.task and not _close_own_task(step, step.task):
        raise Conflict(first_decision(step.case))
    _supersede_other_tasks(step)


def _take(case: Case) -> None:
    if not _as_seen(case).update(version=F("version") + 1):
        raise Conflict(first_decision(case))
    case.version += 1


def _lock(case: Case) -> None:
    if not _as_seen(case).select_for_update().exists():
        raise Conflict(first_decision(case))


def _as_seen(case: Case) -> CaseQuerySet:
    seen = {"pk": case.pk, "state": case.state, "version": case.version, "closed_at": case.closed_at}
    return Case.objects.unscoped().filter(**seen)


def _close_own_task(step: Step, task: Task) -> int:
    return (
        Task.objects.unscoped()
        .filter(pk=task.pk, closed_at=None)
        .update(
            closed_at=step.at,
            closed_by_id=step.actor.user_id,
            closed_by_name=step.actor.name,
            action=step.action.code,
        )
    )


def _supersede_other_tasks(step: Step) -> None:
    rest = Task.objects.unscoped().filter(case_id=step.case.pk, closed_at=None)
    if step.action.lane:
        rest = rest.filter(lane=step.action.lane)
    if step.action.kind == ActionKind.RECALL and (taken := rest.filter(taken_by__isnull=False).first()):
        raise Conflict(held_by(taken))
    rest.update(closed_at=step.at, closed_by_name=step.actor.name, action=SUPERSEDED)


def first_decision(case: Case) -> str:
    """The sentence for whoever came second: who decided, and when."""
    done = Task.objects.unscoped().filter(case_id=case.pk, closed_at__isnull=False)
    last = done.order_by("-closed_at", "-id").first()
    if last is None or last.closed_at is None:
        return _("Perkara ini sudah berubah. Muat ulang halaman untuk melihat keadaan terbaru.")
    when = date_format(timezone.localtime(last.closed_at, zone()), "j F Y H.i")
    return _(
        "Perkara %(code)s sudah diputuskan oleh %(name)s pada %(when)s. Keputusan Anda tidak disimpan."
    ) % {"code": case.code, "name": last.closed_by_name, "when": when}


def move_on(step: Step) -> bool:
    """Bring the case where the action leads; False when a finished lane waits for the others."""
    case = step.case
    if step.action.lane:
        if Task.objects.unscoped().filter(case_id=case.pk, closed_at=None).exists():
            case.save(update_fields=["records"])
            return False
        case.version += 1
    if step.action.limit:
        case.due_at = due_after(case.unit_id, step.at, step.action.limit)
    enter(case, step.spec, step.to, step.at)
    return True


def enter(case: Case, spec: Procedure, code: str, now: datetime) -> None:
    """Put the case into the state (through branches), with its tasks, clock or end; saves the case."""
    state, left = settle(case, spec, code), spec.states.get(case.state)
    case.state = state.code
    if state.waits:
        _stop_clock(case, now)
    else:
        _run_clock(case, now, left.resume if left else None)
    case.expires_at = due_after(case.unit_id, now, state.expires) if state.expires else None
    is_end = state.kind == StateKind.END
    case.closed_at, case.outcome = (now, str(state.outcome)) if is_end else (None, "")
    case.save()
    _open_tasks(case, state, now)


def settle(case: Case, spec: Procedure, code: str) -> State:
    """The state in which the case comes to rest: branches are followed by what is known."""
    state = spec.states[code]
    while state.kind == StateKind.BRANCH:
        known = {**case.answers, **case.records}
        state = spec.states[next(branch.to for branch in state.branches if branch.holds(known))]
    return state


def _stop_clock(case: Case, now: datetime) -> None:
    if case.stopped_at is None:
        case.stopped_at = now
        case.remaining_minutes = minutes_left(case.unit_id, now, case.due_at)


def _run_clock(case: Case, now: datetime, least: Limit | None) -> None:
    """Let the rest of the time run on, or the procedure's least time where that is longer."""
    if case.stopped_at is not None:
        rest = due_with(case.unit_id, now, case.remaining_minutes or 0)
        case.due_at = max(rest, due_after(case.unit_id, now, least)) if least else rest
        case.stopped_at = case.remaining_minutes = None


def _open_tasks(case: Case, state: State, now: datetime) -> None:
    home = get_unit(case.unit_id)
    tasks = (task for lane in state.lanes for task in _tasks_of(case, lane, home, now))
    Task.objects.bulk_create(tasks)


def _tasks_of(case: Case, lane: Lane, home: UnitCard, now: datetime) -> Iterator[Task]:
    unit = acting_unit(lane.where, home)
    due_at = _task_due(case, lane, unit.id, now)
    warn_at = warn_before(unit.id, now, due_at)
    for role in lane.roles:
        yield Task(
            case=case,
            state=case.state,
            lane=lane.code,
            role=role,
            unit_id=unit.id,
            region_code=case.region_id,
            service_code=case.service_code,
            case_code=case.code,
            title=f"{case.title}, {case.subject}" if case.subject else case.title,
            ask=dict(lane.ask),
            from_name=case.applicant_name,
            place=home.short_name,
            opened_at=now,
            due_at=due_at,
            warn_at=warn_at,
            escalate_at=due_after(unit.id, due_at, lane.escalate.after) if lane.escalate else None,
            deem_at=due_at if lane.deemed else None,
        )


def _task_due(case: Case, lane: Lane, unit_id: UUID, now: datetime) -> datetime:
    """The limit of the lane, but never later than that of the whole case."""
    whole = max(case.due_at, now)
    return min(due_after(unit_id, now, lane.limit), whole) if lane.limit else whole
