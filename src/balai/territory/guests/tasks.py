"""Periodic jobs of guest books. No job carries a word of a guest, nor a code."""

from procrastinate.contrib.django import app

from balai.territory.guests.actions.erase import forget_over


@app.periodic(cron="35 2 * * *")
@app.task(name="guests.forget_over", queueing_lock="guests.forget_over", pass_context=False)
def forget_what_is_over(timestamp: int) -> int:
    """Books whose time is over."""
    return forget_over()
