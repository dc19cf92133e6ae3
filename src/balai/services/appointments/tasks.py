"""Periodic jobs of appointments; what they do is done once, also by two workers or after a kill."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.services.appointments.actions.receive import note_missed
from balai.services.appointments.actions.remind import remind_of_tomorrow


@app.periodic(cron="*/10 * * * *")
@app.task(name="appointments.remind", queueing_lock="appointments.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Reminders of the next 24 hours."""
    return remind_of_tomorrow(timezone.now())


@app.periodic(cron="20 * * * *")
@app.task(name="appointments.note_missed", queueing_lock="appointments.note_missed", pass_context=False)
def close_yesterday(timestamp: int) -> int:
    """Appointments of past days to which nobody came."""
    return note_missed()
