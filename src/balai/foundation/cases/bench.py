"""Many cases at once, for measurements and lists in tests: rows as the engine writes them, without events."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.ids import new_code
from balai.foundation.cases.actions.install_procedure import latest_version
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.procedure.spec import State
from balai.foundation.organizations.api import UnitCard, get_unit

BATCH = 2_000


@transaction.atomic
def create_cases(procedure: str, unit_id: UUID, count: int, *, applicant_id: UUID | None = None) -> int:
    """Add cases in the first state of the procedure, deadlines over 40 hours. Returns how many tasks."""
    version = latest_version(procedure)
    if version is None:
        raise LookupError(procedure)
    unit = get_unit(unit_id)
    state = version.spec.states[version.spec.start]
    cases = [_case(version.pk, unit, place, applicant_id, state) for place in range(count)]
    Case.objects.bulk_create(cases, batch_size=BATCH)
    tasks = _tasks(cases, unit, state)
    Task.objects.bulk_create(tasks, batch_size=BATCH)
    return len(tasks)


def _case(version_id: UUID, unit: UnitCard, place: int, applicant_id: UUID | None, state: State) -> Case:
    now = timezone.now()
    return Case(
        code=new_code("BNC"),
        procedure_id=version_id,
        service_code="surat-uji",
        unit_id=unit.id,
        region_id=unit.region_code,
        applicant_id=applicant_id,
        applicant_name=f"Warga {place} (fiktif)",
        title="Surat uji",
        subject=f"Warung {place}",
        state=state.code,
        submitted_at=now - timedelta(hours=20),
        due_at=now + timedelta(hours=48, seconds=place),
    )


def _tasks(cases: list[Case], unit: UnitCard, state: State) -> list[Task]:
    acting = acting_unit(state.lanes[0].where, unit)
    now = timezone.now()
    return [
        Task(
            case=case,
            state=state.code,
            role=role,
            unit_id=acting.id,
            region_code=unit.region_code,
            service_code=case.service_code,
            case_code=case.code,
            title=f"{case.title}, {case.subject}",
            ask=dict(state.ask),
            from_name=case.applicant_name,
            place=unit.short_name,
            opened_at=now - timedelta(hours=20),
            due_at=now + timedelta(minutes=place % 2400 - 600),
        )
        for place, case in enumerate(cases)
        for role in state.roles
    ]
