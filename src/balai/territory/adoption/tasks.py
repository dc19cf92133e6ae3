"""The daily job of adoption."""

from procrastinate.contrib.django import app

from balai.foundation.regions.api import today
from balai.territory.adoption.actions.give_tasks import give_due_tasks


@app.periodic(cron="15 23 * * *")
@app.task(name="adoption.daily", queueing_lock="adoption.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """In the early morning (06.15 in WIB): steps whose month has begun become tasks."""
    return give_due_tasks(today())
