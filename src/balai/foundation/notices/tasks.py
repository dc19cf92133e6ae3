"""Jobs of notices: sending and the daily digest."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from balai.foundation.notices.channels import CHANNELS
from balai.foundation.notices.digest import release_digests
from balai.foundation.notices.outbox.sending import deliver


@app.task(name="notices.deliver", queueing_lock="notices.deliver", pass_context=False)
def deliver_due() -> dict[str, int]:
    """Send what is due by every channel."""
    return {name: deliver(name) for name in CHANNELS}


@app.periodic(cron="* * * * *")
@app.task(name="notices.round", queueing_lock="notices.round", pass_context=False)
def go_round(timestamp: int) -> None:
    """Every minute: whatever is due, also after a worker died or an outage ended."""
    release_digests()
    deliver_due()


def deliver_soon() -> None:
    """Put one job into the queue unless one waits there already."""
    try:
        with transaction.atomic():
            deliver_due.defer()
    except AlreadyEnqueued:
        return
