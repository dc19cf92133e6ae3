"""The daily job of licences."""

from procrastinate.contrib.django import app

from balai.foundation.regions.api import today
from balai.services.licences.actions.remind import remind_of_endings, replace_overtaken


@app.periodic(cron="0 23 * * *")
@app.task(name="licences.daily", queueing_lock="licences.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """In the early morning (06.00 in WIB): reminders before the end, and what was overtaken."""
    day = today()
    replace_overtaken(day)
    return remind_of_endings(day)
