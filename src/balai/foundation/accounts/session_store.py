"""Sessions in the database, as Django keeps them, read by a statement that is written once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from balai.core.prepared import Prepared


def _live(key: str, now: datetime) -> "QuerySet[Session, Any]":
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


class SessionStore(DatabaseStore):
    """Every request of a signed-in person begins with this read."""

    def load(self) -> dict[str, Any]:
        """What the session holds; a new one in place of one that ended."""
        found = _LIVE.rows(self.session_key, timezone.now())
        if not found:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0][0])
        return held


_LIVE = Prepared(_live, "key", timezone.now())
