"""Give late tasks to superiors as well, where the procedure says so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.foundation.cases.automatic import BATCH, each_case, lock_case
from balai.foundation.cases.events import ESCALATED
from balai.foundation.cases.models import Case, Task, spec_of
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.procedure.spec import Escalation
from balai.foundation.cases.telling import tell_late
from balai.foundation.organizations.api import UnitCard, get_unit


def escalate_late(now: datetime) -> int:
    """Put each lane that is late by more than its procedure allows into the inbox of its superiors, once.

    Returns how many cases were concerned. Officers keep their tasks; a superior decides only by actions that name
    the role.
    """
    return each_case(
        _late(now).order_by("escalate_at").values_list("case_id", flat=True)[:BATCH], _escalate, now
    )


def _late(now: datetime) -> "QuerySet[Task]":
    return Task.objects.unscoped().filter(closed_at=None, escalate_at__lte=now)


@transaction.atomic
def _escalate(case_id: UUID, now: datetime) -> bool:
    case = lock_case(case_id)
    late = {task.lane: task for task in _late(now).filter(case_id=case_id).select_related("unit")}
    if case is None or not late:
        return False
    lanes = spec_of(case.procedure_id).states[case.state].lanes
    told = [
        task
        for lane in lanes
        if lane.code in late
        for task in _give(case, late[lane.code], lane.escalate, now)
    ]
    _late(now).filter(case_id=case_id).update(escalate_at=None)
    tell_late(told)
    return True


def _give(case: Case, task: Task, escalation: Escalation | None, now: datetime) -> list[Task]:
    """A task for each superior role that does not hold one in this lane already."""
    if escalation is None:
        return []
    unit = acting_unit(escalation.where, get_unit(case.unit_id))
    held = Task.objects.unscoped().filter(case_id=case.pk, closed_at=None, lane=task.lane, unit_id=unit.id)
    missing = set(escalation.roles) - set(held.values_list("role", flat=True))
    _record(case, task, unit)
    return Task.objects.bulk_create(_for_superior(task, role, unit, now) for role in sorted(missing))


def _for_superior(task: Task, role: str, unit: UnitCard, now: datetime) -> Task:
    """The late task as the superior sees it: as old and as late as it is, told already."""
    return Task(
        case=task.case,
        state=task.state,
        lane=task.lane,
        role=role,
        unit_id=unit.id,
        region_code=task.region_code,
        service_code=task.service_code,
        case_code=task.case_code,
        title=task.title,
        ask=task.ask,
        from_name=task.from_name,
        place=task.place,
        opened_at=task.opened_at,
        due_at=task.due_at,
        overdue_noted_at=now,
        is_escalation=True,
    )


def _record(case: Case, task: Task, superior: UnitCard) -> None:
    record(
        SYSTEM,
        ESCALATED,
        subject=case,
        unit_id=task.unit_id,
        region_code=task.region_code,
        unit=task.unit.name,
        superior=superior.name,
        **case.facts(),
    )
