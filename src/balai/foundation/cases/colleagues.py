"""Who else can do a task: people with a role on the same unit today."""

from uuid import UUID

from balai.foundation.accounts.api import PersonCard, holders_of, workers_of
from balai.foundation.cases.models import Task


def colleagues_of(task: Task) -> list[PersonCard]:
    """The active holders of the task's role on its unit, by name."""
    return holders_of(task.role, task.unit_id)


def colleagues_in(unit_id: UUID) -> list[PersonCard]:
    """Everybody who works on cases of the unit, by name."""
    return workers_of(unit_id, "cases.work")
