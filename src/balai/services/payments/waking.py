"""Asks workers for a round after the commit; the round of every minute finds what a dead one left."""

from functools import partial
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued


def soon(task: Any) -> None:
    """Put one job of the task into the queue after the commit, unless one waits there already."""
    transaction.on_commit(partial(_defer, task), robust=True)


def _defer(task: Any) -> None:
    try:
        with transaction.atomic():
            task.defer()
    except AlreadyEnqueued:
        return


def tell_cases_soon() -> None:
    """A bill has ended: its case is told right after the commit."""
    from balai.services.payments import tasks

    soon(tasks.tell)


def ask_bank_soon() -> None:
    """A virtual account or code is wanted."""
    from balai.services.payments import tasks

    soon(tasks.ask_bank)


def handle_calls_soon() -> None:
    """The bank has called."""
    from balai.services.payments import tasks

    soon(tasks.handle_calls)
