"""Periodic jobs of cases."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.foundation.cases.actions.note_overdue import note_overdue_tasks


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.mark_overdue", queueing_lock="cases.mark_overdue", pass_context=False)
def mark_overdue(timestamp: int) -> int:
    """Every five minutes: one event per task that has become late."""
    return note_overdue_tasks(timezone.now())
