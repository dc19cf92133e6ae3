"""How many running limits a day off concerns."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q

from balai.foundation.cases.models import Task
from balai.foundation.organizations.api import Effect
from balai.foundation.regions.api import zone


def running_limits(day: date, unit_id: UUID | None) -> Effect:
    """Open tasks whose limit passes over the day or ends on it; none for a day that is over. One query."""
    here = zone()
    start = datetime.combine(day, time.min, here)
    end = start + timedelta(days=1)
    if end <= datetime.now(here):
        return Effect()
    tasks = Task.objects.unscoped().filter(closed_at=None, due_at__gte=start)
    if unit_id:
        tasks = tasks.filter(unit_id=unit_id)
    counts = tasks.aggregate(running=Count("pk"), due=Count("pk", filter=Q(due_at__lt=end)))
    return Effect(counts["running"], counts["due"])
