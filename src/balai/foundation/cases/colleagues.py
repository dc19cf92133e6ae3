"""Who else can do a task: people with the same role on the same unit today."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from balai.foundation.cases.models import Task


@dataclass(frozen=True)
class Colleague:
    """Somebody who may take the task."""

    id: UUID
    name: str


def colleagues_of(task: Task) -> list[Colleague]:
    """The active holders of the task's role on its unit, by name."""
    today = timezone.localdate()
    people = Task._meta.get_field("taken_by").related_model._default_manager
    held = people.filter(
        Q(grants__ends_on=None) | Q(grants__ends_on__gte=today),
        grants__role_id=task.role,
        grants__unit_id=task.unit_id,
        grants__starts_on__lte=today,
        grants__revoked_at=None,
        is_active=True,
    )
    return [Colleague(*row) for row in held.distinct().order_by("full_name").values_list("id", "full_name")]
