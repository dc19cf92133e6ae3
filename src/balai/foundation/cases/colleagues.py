"""Who else can do a task: people with the same role on the same unit today."""

from balai.foundation.accounts.api import PersonCard, holders_of
from balai.foundation.cases.models import Task


def colleagues_of(task: Task) -> list[PersonCard]:
    """The active holders of the task's role on its unit, by name."""
    return holders_of(task.role, task.unit_id)
