"""The daily job of agreements."""

from procrastinate.contrib.django import app

from balai.foundation.regions.api import today
from balai.territory.agreements.actions.end_agreement import end_overdue
from balai.territory.agreements.actions.keep_duties import bring_late_ones
from balai.territory.agreements.actions.remind import remind_of_endings


@app.periodic(cron="10 23 * * *")
@app.task(name="agreements.daily", queueing_lock="agreements.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """In the early morning (06.10 in WIB): what is over, what is late, and reminders before the end."""
    day = today()
    end_overdue(day)
    bring_late_ones(day)
    return remind_of_endings(day)
