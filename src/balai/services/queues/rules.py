"""The rule of a line, read from its published content: shares of a day, head starts, what happens to who is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from balai.services.queues.models import Visit

APPOINTMENT = Visit.Channel.APPOINTMENT
REMOTE = (Visit.Channel.WEB, Visit.Channel.PHONE)
NO_TIME = timedelta()


@dataclass(frozen=True)
class Priority:
    """Who comes earlier, and by how much."""

    code: str
    minutes: int
    label: Mapping[str, str]

    @property
    def head_start(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Rule:
    """A rule in force. ``shares`` are percents of the day's capacity (None: without bound) of a channel.

    Before ``release`` a channel takes from its own share, then from what no share claims; from then on everything that
    is left goes to whoever comes. ``opens`` is when a channel gives numbers (a clock time, or minutes before the place
    opens), else with the place.
    """

    code: str
    source: str
    capacity: int | None
    shares: Mapping[str, int]
    release: time | None
    opens: Mapping[str, time | int]
    last_call_minutes: int
    priority: Mapping[str, Priority]
    early_minutes: int
    grace_minutes: int
    miss_after_calls: int
    remote_minutes: int
    needs_counter: bool  # no numbers while the place is open and no counter of the line is

    @property
    def grace(self) -> timedelta:
        """How long who missed a call, or a slot, keeps the place in the order."""
        return timedelta(minutes=self.grace_minutes)

    def head_start(self, priority: str) -> timedelta:
        """How much earlier a priority is ranked; nothing for none or one that the rule does not know."""
        found = self.priority.get(priority)
        return found.head_start if found else NO_TIME

    def places(self, channel: str) -> int:
        """The places of a day that a channel has for itself."""
        return (self.capacity or 0) * self.shares.get(channel, 0) // 100

    def left(self, channel: str, taken: Mapping[str, int], clock: time) -> int | None:
        """How many places a channel can still take at a time of the day; None without bound."""
        if self.capacity is None:
            return None
        whole = max(self.capacity - sum(taken.values()), 0)
        if self.release is not None and clock >= self.release:
            return whole
        own = max(self.places(channel) - taken.get(channel, 0), 0)
        return min(whole, own + self._unclaimed(taken))

    def _unclaimed(self, taken: Mapping[str, int]) -> int:
        """What no channel's share claims and nobody has taken beyond a share."""
        claimed = sum(self.places(channel) for channel in self.shares)
        beyond = sum(max(count - self.places(channel), 0) for channel, count in taken.items())
        return max((self.capacity or 0) - claimed - beyond, 0)

    def ready_at(self, channel: str, issued_at: datetime, arrived_at: datetime) -> datetime:
        """From when somebody counts as waiting: from the arrival; from home, a little of the way there as well."""
        if channel not in REMOTE:
            return arrived_at
        return max(issued_at, arrived_at - timedelta(minutes=self.remote_minutes))

    def slot_rank(self, slot: datetime, arrived_at: datetime) -> datetime:
        """An appointment counts from its slot; who comes later than the grace counts from the arrival."""
        return slot if arrived_at <= slot + self.grace else arrived_at

    def return_rank(self, rank_at: datetime, missed_at: datetime, now: datetime) -> datetime:
        """Who comes back within the grace keeps the place; later one goes to the end."""
        return rank_at if now <= missed_at + self.grace else now


def read_rule(code: str, source: str, content: Mapping[str, Any]) -> Rule:
    """The rule as the content of a pack says it; raises ValueError, TypeError or KeyError for what cannot be read."""
    priority = {
        name: Priority(name, int(entry["minutes"]), entry["label"])
        for name, entry in content.get("priority", {}).items()
    }
    return Rule(
        code=code,
        source=source,
        capacity=content.get("capacity"),
        shares=content.get("shares", {}),
        release=_clock(content.get("release")),
        opens={channel: _opens(value) for channel, value in content.get("opens", {}).items()},
        last_call_minutes=int(content.get("last_call_minutes", 0)),
        priority=priority,
        early_minutes=int(content.get("early_minutes", 30)),
        grace_minutes=int(content.get("grace_minutes", 15)),
        miss_after_calls=int(content.get("miss_after_calls", 1)),
        remote_minutes=int(content.get("remote_minutes", 0)),
        needs_counter=content.get("needs_counter", False) is True,
    )


def _opens(value: str | int) -> time | int:
    return value if isinstance(value, int) else time.fromisoformat(value)


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


DEFAULT = read_rule("", "", {})  # of a line whose rule is not installed
