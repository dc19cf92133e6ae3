"""What accounts need not keep: one-time codes that are over, old failures to sign in, sign-ups never confirmed."""

from datetime import datetime

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from balai.foundation.accounts.models import OneTimeLink, RoleGrant, User

BATCH = 500


def count_old_links(before: datetime) -> int:
    """How many one-time codes expired before the moment."""
    return OneTimeLink.objects.filter(expires_at__lt=before).count()


def forget_old_links(before: datetime) -> int:
    """Delete one-time codes that expired before the moment; returns how many."""
    return OneTimeLink.objects.filter(expires_at__lt=before).delete()[0]


def count_old_attempts(before: datetime) -> int:
    """How many records of signing in, with names and network addresses, are older than the moment."""
    return sum(rows.filter(attempt_time__lt=before).count() for rows in _attempts())


def forget_old_attempts(before: datetime) -> int:
    """Delete records of signing in from before the moment; returns how many."""
    return sum(int(rows.filter(attempt_time__lt=before).delete()[0]) for rows in _attempts())


def _attempts() -> tuple[QuerySet[AccessAttempt], QuerySet[AccessFailureLog], QuerySet[AccessLog]]:
    return AccessAttempt.objects.all(), AccessFailureLog.objects.all(), AccessLog.objects.all()


def unconfirmed(before: datetime) -> QuerySet[User]:
    """Accounts that somebody made with an address before the moment and never confirmed nor signed in to."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    grants = RoleGrant.objects.filter(user=OuterRef("pk"))
    mailed = Q(Exists(addresses.filter(verified=False)) & ~Exists(addresses.filter(verified=True)))
    fresh = User.objects.filter(created_at__lt=before, last_login=None, nik=None, is_demo=False)
    return fresh.filter(mailed & ~Exists(grants))


@transaction.atomic
def forget_unconfirmed(before: datetime) -> int:
    """Delete sign-ups that were never confirmed, in batches; returns how many accounts."""
    total = 0
    while ids := list(unconfirmed(before).values_list("pk", flat=True)[:BATCH]):
        User.objects.filter(pk__in=ids).delete()
        total += len(ids)
    return total
