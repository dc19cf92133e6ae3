"""Periodic jobs of cases, every five minutes; what they do is done once, also by two workers or after a kill."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.foundation.cases.actions.decide_late import decide_late
from balai.foundation.cases.actions.end_waits import end_waits
from balai.foundation.cases.actions.escalate_late import escalate_late
from balai.foundation.cases.actions.note_overdue import note_overdue_tasks, warn_of_near_limits
from balai.foundation.cases.actions.reassign import carry_out


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.mark_overdue", queueing_lock="cases.mark_overdue", pass_context=False)
def mark_overdue(timestamp: int) -> int:
    """A warning per task that will be late soon, one event per task that has become late, then the superiors."""
    now = timezone.now()
    warn_of_near_limits(now)
    noted = note_overdue_tasks(now)
    escalate_late(now)
    return noted


@app.task(name="cases.reassign")
def reassign(reassignment_id: str) -> int:
    """Move all tasks of one person; returns how many were moved."""
    return carry_out(UUID(reassignment_id)).moved


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.go_on", queueing_lock="cases.go_on", pass_context=False)
def go_on_alone(timestamp: int) -> int:
    """Deemed decisions, and the ends of waits that lasted too long."""
    now = timezone.now()
    return decide_late(now) + end_waits(now)
