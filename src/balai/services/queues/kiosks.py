"""Kiosks: which there are, when each was used last, and which were ended.

Every page of a kiosk asks whether its screen was ended. That is answered from what this process read a moment ago: a
screen that is ended far away gives no more numbers a few seconds later, and no press waits for it.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from django.utils import timezone

from balai.core.actor import Actor
from balai.services.queues.models import Kiosk

KEPT_FOR = 5.0  # seconds after which a process asks again
COOKIE_DAYS = 90  # how long a screen that is not used stays a kiosk
SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class KioskCard:
    """A kiosk as its keepers see it."""

    name: str
    place_code: str
    place_name: str
    prints: bool
    made_at: datetime
    seen_at: datetime


def kiosks_of(actor: Actor) -> list[KioskCard]:
    """The kiosks at the places that the actor coordinates or administers; one query."""
    rows = Kiosk.objects.visible_to(actor).filter(ended_at=None).select_related("place")
    return [_card(row) for row in rows]


def _card(row: Kiosk) -> KioskCard:
    return KioskCard(row.name, row.place.code, row.place.title, row.prints, row.created_at, row.seen_at)


def see_kiosk(place_id: UUID, name: str, *, prints: bool) -> None:
    """Note that somebody began a round there, at most every ten minutes; one made before there was a list joins it."""
    now = timezone.now()
    begun = {"place_id": place_id, "prints": prints, "seen_at": now}
    kiosk, _made = Kiosk.objects.get_or_create(name=name, defaults=begun)
    if kiosk.seen_at < now - SEEN_EVERY:
        Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=now)


class Ended:
    """The names of kiosks that were ended while their cookies may still live, as this process read them last."""

    def __init__(self) -> None:
        self._names: frozenset[str] = frozenset()
        self._until = 0.0
        self._lock = Lock()

    def __contains__(self, name: str) -> bool:
        with self._lock:
            if time.monotonic() >= self._until:
                self._names, self._until = self._read(), time.monotonic() + KEPT_FOR
            return name in self._names

    def _read(self) -> frozenset[str]:
        since = timezone.now() - timedelta(days=COOKIE_DAYS)
        return frozenset(Kiosk.objects.filter(ended_at__gte=since).values_list("name", flat=True))

    def forget(self) -> None:
        """Ask again at the next question."""
        self._until = 0.0


ended = Ended()
