"""What can be removed when its time is over: each kind is counted first and removed by the module that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from balai.foundation.accounts import api as accounts
from balai.foundation.notices import api as notices


@dataclass(frozen=True)
class Sweeper:
    """Counts, and removes, what is older than a moment."""

    count: Callable[[datetime], int]
    remove: Callable[[datetime], int]


def _count_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).count()


def _remove_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


SWEEPERS: dict[str, Sweeper] = {
    "notices": Sweeper(notices.count_before, notices.forget_before),
    "links": Sweeper(accounts.count_old_links, accounts.forget_old_links),
    "sessions": Sweeper(_count_sessions, _remove_sessions),
}
