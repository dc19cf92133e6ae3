"""Where a person is signed in."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from balai.foundation.accounts.models import User

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionCard:
    """A signed-in device."""

    device: str
    address: str
    since: datetime
    is_current: bool


def open_sessions(request: HttpRequest) -> list[SessionCard]:
    """The person's sessions that still work, this one first."""
    key = request.session.session_key
    rows = UserSession.objects.purge_and_list(request.user)
    cards = [
        SessionCard(device(row.user_agent), row.ip, row.created_at, row.session_key == key) for row in rows
    ]
    return sorted(cards, key=lambda card: (not card.is_current, card.since))


def device(agent: str) -> str:
    """A browser's own description in two words."""
    found = [_first(_BROWSERS, agent), _first(_SYSTEMS, agent)]
    return ", ".join(word for word in found if word) or "?"


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((word for pattern, word in names if re.search(pattern, agent)), "")


def end_other_sessions(request: HttpRequest) -> int:
    """Sign the person out everywhere else; returns how many sessions ended."""
    key = request.session.session_key
    others = [row for row in UserSession.objects.filter(user=request.user) if row.session_key != key]
    end_sessions(request, others)
    return len(others)


def end_all_sessions(user: User) -> None:
    """Sign the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
