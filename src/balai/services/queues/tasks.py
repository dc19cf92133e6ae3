"""Periodic jobs of queues; what they do is done once, also by two workers or after a kill."""

from procrastinate.contrib.django import app

from balai.services.queues.actions.close_day import close_days
from balai.services.queues.actions.measure import note_usual
from balai.services.queues.hours import today
from balai.services.queues.telling import tell_soon


@app.periodic(cron="* * * * *")
@app.task(name="queues.tell_soon", queueing_lock="queues.tell_soon", pass_context=False)
def tell_who_is_near(timestamp: int) -> int:
    """Whose turn comes soon."""
    return tell_soon()


@app.periodic(cron="*/15 * * * *")
@app.task(name="queues.close_days", queueing_lock="queues.close_days", pass_context=False)
def close_what_is_over(timestamp: int) -> int:
    """What is still open at places whose day is over."""
    return close_days()


@app.periodic(cron="10 * * * *")
@app.task(name="queues.note_usual", queueing_lock="queues.note_usual", pass_context=False)
def note_what_is_usual(timestamp: int) -> int:
    """What services usually take on this weekday; by the hour, since midnight differs by zone."""
    return note_usual(today())
