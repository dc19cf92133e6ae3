"""The jobs of agreements: the daily one, and issuers that are asked once more before something is concluded."""

from contextlib import suppress

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from balai.foundation.regions.api import today
from balai.territory.agreements.actions.end_agreement import end_overdue
from balai.territory.agreements.actions.keep_duties import bring_late_ones
from balai.territory.agreements.actions.remind import remind_of_endings
from balai.territory.agreements.actions.sign import ask_issuers


@app.periodic(cron="10 23 * * *")
@app.task(name="agreements.daily", queueing_lock="agreements.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """In the early morning (06.10 in WIB): what is over, what is late, and reminders before the end."""
    day = today()
    end_overdue(day)
    bring_late_ones(day)
    return remind_of_endings(day)


@app.periodic(cron="5,25,45 * * * *")
@app.task(name="agreements.ask_issuers", queue="signing", queueing_lock="agreements.ask_issuers")
def ask_again(timestamp: int) -> int:
    """Every twenty minutes: whether certificates are still good on which something is to be concluded."""
    return ask_issuers()


@app.task(name="agreements.ask_now", queue="signing", queueing_lock="agreements.ask_now")
def ask_now() -> int:
    """After a side has signed: it may have been the last one."""
    return ask_issuers()


def ask_soon() -> None:
    """Have a worker ask now; without it the next round does."""
    with suppress(AlreadyEnqueued):
        ask_now.defer()
