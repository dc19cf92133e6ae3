"""The contacts of delegations as personal data: gone when their time is over; drafts that nobody sent as well."""

from datetime import datetime

from django.db.models import Q, QuerySet

from balai.foundation.privacy.api import Sweeper, register_sweeper
from balai.territory.visits.actions.draft import count_old, forget_old
from balai.territory.visits.models import Delegation


def connect() -> None:
    """Register what is swept, at start."""
    register_sweeper("visit-contacts", Sweeper(count_over, forget_over))
    register_sweeper("visit-drafts", Sweeper(count_old, forget_old))


def _over(before: datetime) -> QuerySet[Delegation]:
    """Visits with a contact that ended before the moment (or were to end then, and never came), declined ones also."""
    known = Delegation.objects.exclude(contact_email="")
    gone = Q(state__in=(Delegation.State.DECLINED, Delegation.State.WITHDRAWN), created_at__lt=before)
    wished = Q(last_day=None, wished_last__lt=before.date())
    return known.filter(gone | wished | Q(last_day__lt=before.date()))


def count_over(before: datetime) -> int:
    """How many contacts are kept of visits that were over before the moment."""
    return _over(before).count()


def forget_over(before: datetime) -> int:
    """Remove names, addresses and numbers; the visits stay. Returns how many."""
    return _over(before).update(contact_name="", contact_email="", contact_phone="")
