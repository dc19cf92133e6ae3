"""The breaker: after some failures in a row a channel rests, longer each time, until one letter gets through."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from balai.foundation.notices.models import Circuit

THRESHOLD = 3  # failures in a row before it rests
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)


def rests(channel: str, now: datetime) -> bool:
    """True while nobody should knock."""
    return Circuit.objects.filter(channel=channel, rests_until__gt=now).exists()


def note_failure(channel: str, reason: str) -> bool:
    """Count a failure of the whole channel; True when it rests now."""
    Circuit.objects.get_or_create(channel=channel)
    Circuit.objects.filter(channel=channel).update(
        failures=F("failures") + 1, reason=reason, changed_at=timezone.now()
    )
    failures = Circuit.objects.values_list("failures", flat=True).get(channel=channel)
    if failures < THRESHOLD:
        return False
    pause = min(SHORTEST * 2 ** min(failures - THRESHOLD, 10), LONGEST)
    Circuit.objects.filter(channel=channel).update(rests_until=timezone.now() + pause)
    return True


def note_success(channel: str) -> None:
    """The channel works again."""
    Circuit.objects.filter(channel=channel, failures__gt=0).update(
        failures=0, rests_until=None, reason="", changed_at=timezone.now()
    )
