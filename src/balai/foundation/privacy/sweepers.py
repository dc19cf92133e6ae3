"""What can be removed when its time is over: each kind is counted first and removed by the module that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from balai.foundation.accounts import api as accounts
from balai.foundation.notices import api as notices
from balai.foundation.privacy import jobs
from balai.foundation.privacy.models import RetentionRun

Why = RetentionRun.Why


def _none(before: datetime) -> int:
    return 0


@dataclass(frozen=True)
class Sweeper:
    """Counts what is older than a moment, and removes it. Of the counted, ``kept`` stay for the reason ``why``."""

    count: Callable[[datetime], int]
    remove: Callable[[datetime], int]
    kept: Callable[[datetime], int] = _none
    why: str = ""


def _count_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).count()


def _remove_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def _count_unconfirmed(before: datetime) -> int:
    return accounts.unconfirmed(before).count()


def register_sweeper(code: str, sweeper: Sweeper) -> None:
    """Add a kind that a module above removes when its time is over (in ``AppConfig.ready``)."""
    SWEEPERS[code] = sweeper


SWEEPERS: dict[str, Sweeper] = {
    "attempts": Sweeper(accounts.count_old_attempts, accounts.forget_old_attempts),
    "jobs": Sweeper(jobs.count_ended, jobs.forget_ended, jobs.count_failed, Why.FAILED),
    "links": Sweeper(accounts.count_old_links, accounts.forget_old_links),
    "notices": Sweeper(notices.count_before, notices.forget_before, notices.count_unsent, Why.UNSENT),
    "registrations": Sweeper(_count_unconfirmed, accounts.forget_unconfirmed),
    "sessions": Sweeper(_count_sessions, _remove_sessions),
}
