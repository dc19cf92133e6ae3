"""Periodic jobs of cases."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.foundation.cases.actions.end_waits import end_waits
from balai.foundation.cases.actions.note_overdue import note_overdue_tasks, warn_of_near_limits


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.mark_overdue", queueing_lock="cases.mark_overdue", pass_context=False)
def mark_overdue(timestamp: int) -> int:
    """Every five minutes: a warning per task that will be late soon, one event per task that has become late."""
    warn_of_near_limits(timezone.now())
    return note_overdue_tasks(timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.end_waits", queueing_lock="cases.end_waits", pass_context=False)
def end_what_waited_too_long(timestamp: int) -> int:
    """Every five minutes: cases that waited longer than their procedure allows go on."""
    return end_waits(timezone.now())
