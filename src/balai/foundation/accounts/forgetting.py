"""What accounts need not keep: one-time codes that are over."""

from datetime import datetime

from balai.foundation.accounts.models import OneTimeLink


def count_old_links(before: datetime) -> int:
    """How many one-time codes expired before the moment."""
    return OneTimeLink.objects.filter(expires_at__lt=before).count()


def forget_old_links(before: datetime) -> int:
    """Delete one-time codes that expired before the moment; returns how many."""
    return OneTimeLink.objects.filter(expires_at__lt=before).delete()[0]
