"""Tell, once per task, that its limit is near, and that it has passed."""

from datetime import datetime

from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.foundation.cases.events import OVERDUE
from balai.foundation.cases.models import Task
from balai.foundation.cases.telling import tell_late, tell_near

BATCH = 500


def note_overdue_tasks(now: datetime) -> int:
    """Append one event for each open task that is late for the first time. Returns how many."""
    total = 0
    while noted := _note_batch(now):
        total += noted
    return total


@transaction.atomic
def _note_batch(now: datetime) -> int:
    late = Task.objects.unscoped().filter(closed_at=None, overdue_noted_at=None, due_at__lt=now)
    chosen = late.select_for_update(skip_locked=True, of=("self",)).select_related("case", "unit")
    tasks = list(chosen.order_by("due_at")[:BATCH])
    for task in tasks:
        record(
            SYSTEM,
            OVERDUE,
            subject=task.case,
            unit_id=task.unit_id,
            region_code=task.region_code,
            role=task.role,
            unit=task.unit.name,
            **task.case.facts(),
        )
    Task.objects.unscoped().filter(pk__in=[task.pk for task in tasks]).update(overdue_noted_at=now)
    tell_late(tasks)
    return len(tasks)


def warn_of_near_limits(now: datetime) -> int:
    """Tell the holders of tasks of whose time a quarter is left, once each. Returns how many tasks."""
    total = 0
    while warned := _warn_batch(now):
        total += warned
    return total


@transaction.atomic
def _warn_batch(now: datetime) -> int:
    near = Task.objects.unscoped().filter(closed_at=None, warn_at__lte=now)
    tasks = list(near.select_for_update(skip_locked=True).order_by("warn_at")[:BATCH])
    Task.objects.unscoped().filter(pk__in=[task.pk for task in tasks]).update(warn_at=None)
    tell_near(task for task in tasks if task.due_at > now)
    return len(tasks)
