"""What others get to see of places, lines, visits and counters. Times are aware, waits are whole seconds."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from balai.services.queues.setting import Setting

NEAR = 3  # from so many before somebody on it is said that the turn comes soon

# ---- places and lines, as the public sees them


@dataclass(frozen=True)
class ServiceChoice:
    """Something to come for."""

    code: str
    title: str


@dataclass(frozen=True)
class PriorityCard:
    """Who comes earlier, in the reader's language, and by how many minutes."""

    code: str
    label: str
    minutes: int


@dataclass(frozen=True)
class RuleCard:
    """A rule as it is published; clock times as ``HH:MM``, shares in percent of the capacity of a day.

    ``opens``: a clock time, or how many minutes before the place opens.
    """

    code: str
    source: str
    capacity: int | None
    shares: dict[str, int]
    release: str
    opens: dict[str, str | int]
    last_call_minutes: int
    early_minutes: int
    grace_minutes: int
    miss_after_calls: int
    remote_minutes: int
    needs_counter: bool
    priority: tuple[PriorityCard, ...]


@dataclass(frozen=True)
class LineNow:
    """A line now: who waits, how long a newcomer would, what is left; why a channel gives no number ("" = it does)."""

    id: UUID
    letter: str
    name: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    services: tuple[ServiceChoice, ...]
    waiting: int
    wait_seconds: int | None
    left: dict[str, int | None]
    refusals: dict[str, str]
    rule: RuleCard

    @property
    def is_staffed(self) -> bool:
        """True while a counter calls from it."""
        return self.wait_seconds is not None

    def is_taking(self, channel: str) -> bool:
        """True while a number can be taken by the channel."""
        return not self.refusals[channel]


@dataclass(frozen=True)
class PlaceNow:
    """A place now, with the hours of today and its lines."""

    id: UUID
    code: str
    name: str
    kind: str
    kind_name: str
    unit_id: UUID
    region_code: str
    address: str
    is_open: bool
    opens_at: datetime | None
    closes_at: datetime | None
    today: tuple[tuple[datetime, datetime], ...]
    day_name: str  # of a special day
    next_opens_at: datetime | None
    lines: tuple[LineNow, ...]
    setting: "Setting" = field(repr=False, compare=False)  # what it was made of, for ``take``

    @property
    def waiting(self) -> int:
        """How many numbers wait at the place."""
        return sum(line.waiting for line in self.lines)

    @property
    def rule(self) -> RuleCard | None:
        """The rule that all lines follow; None where they differ or there are none."""
        found = {line.rule.code: line.rule for line in self.lines}
        return next(iter(found.values())) if len(found) == 1 else None


@dataclass(frozen=True)
class LineRef:
    """A line by name; ``is_staffed`` while a counter calls from it."""

    id: UUID
    letter: str
    name: str
    services: tuple[ServiceChoice, ...] = ()
    is_staffed: bool = True


# ---- a visit, as its visitor sees it


@dataclass(frozen=True)
class TicketCard:
    """A number with its place in the order; ``ahead`` and ``wait_seconds`` only while it waits (or is reserved)."""

    id: UUID
    label: str
    line_id: UUID
    line_letter: str
    line_name: str
    unit_name: str
    service: str
    service_title: str
    state: str
    state_name: str
    ahead: int | None
    wait_seconds: int | None
    expected_seconds: int | None
    counter: str
    called_at: datetime | None
    calls: int
    case_id: UUID | None
    booking_id: UUID | None

    @property
    def is_unattended(self) -> bool:
        """True while it waits in a line, or is on the way there, that no counter serves."""
        return self.state in {"waiting", "reserved"} and self.ahead is not None and self.wait_seconds is None

    @property
    def is_near(self) -> bool:
        """True from when it is said that the turn comes soon, until it comes; never while no counter serves it."""
        return self.state == "waiting" and self.wait_seconds is not None and (self.ahead or 0) <= NEAR


@dataclass(frozen=True)
class VisitCard:
    """A visit with its numbers; whoever has the code sees it."""

    id: UUID
    code: str
    place_code: str
    place_name: str
    day: date
    channel: str
    priority: str
    priority_name: str
    language: str
    issued_at: datetime
    arrived_at: datetime | None
    left_at: datetime | None
    person_id: UUID | None
    tickets: tuple[TicketCard, ...]

    @property
    def is_over(self) -> bool:
        """True once no number of it can be called any more."""
        return all(ticket.state in {"done", "missed", "left"} for ticket in self.tickets)


# ---- displays


@dataclass(frozen=True)
class CallCard:
    """A number that is called to a counter, or being served there."""

    label: str
    counter: str
    counter_name: str
    line_name: str
    at: datetime
    calls: int
    period_id: UUID


@dataclass(frozen=True)
class LineCard:
    """A line on a display: who comes next."""

    letter: str
    name: str
    waiting: int
    wait_seconds: int | None
    next: tuple[str, ...]


@dataclass(frozen=True)
class AnnouncementCard:
    """A sentence in the reader's language."""

    id: UUID
    kind: str
    text: str


@dataclass(frozen=True)
class Board:
    """What a display shows. ``version`` changes with everything but the clock."""

    place_code: str
    place_name: str
    is_open: bool
    now: datetime
    called: tuple[CallCard, ...]
    serving: tuple[CallCard, ...]
    waiting: tuple[LineCard, ...]
    announcements: tuple[AnnouncementCard, ...]
    version: int


# ---- the counter


@dataclass(frozen=True)
class ShiftCard:
    """Who sits at a counter since when."""

    id: UUID
    counter_id: UUID
    officer_id: UUID
    officer_name: str
    started_at: datetime
    paused_at: datetime | None


@dataclass(frozen=True)
class CounterRef:
    """A counter that an officer may choose."""

    id: UUID
    number: str
    name: str
    place_code: str
    place_name: str
    line_names: tuple[str, ...]
    officer_name: str
    is_mine: bool


@dataclass(frozen=True)
class OtherTicket:
    """Another number of the same visit."""

    label: str
    line_name: str
    service_name: str
    state: str
    state_name: str


@dataclass(frozen=True)
class AtCounter:
    """A number that is called, served or held: what the officer needs to know of it."""

    period_id: UUID
    ticket_id: UUID
    visit_id: UUID
    kind: str
    label: str
    line_id: UUID
    line_name: str
    service: str
    service_name: str
    since: datetime
    calls: int
    waiting_since: datetime | None
    waited_seconds: int
    priority: str
    priority_label: str
    channel: str
    booking_at: datetime | None
    case_id: UUID | None
    person_id: UUID | None
    reason: str
    others: tuple[OtherTicket, ...]


@dataclass(frozen=True)
class NextCard:
    """Somebody who waits, in the order of the rule; ``is_next`` is the one whom ``call_next`` would call."""

    ticket_id: UUID
    label: str
    line_name: str
    service_name: str
    waiting_since: datetime
    waited_seconds: int
    priority: str
    priority_label: str
    booking_at: datetime | None
    is_next: bool
    is_busy: bool  # at another counter at the moment
    reason: str


@dataclass(frozen=True)
class MissedCard:
    """Somebody who did not come when called; comes back through the period."""

    period_id: UUID
    label: str
    line_name: str
    at: datetime


@dataclass(frozen=True)
class CounterCard:
    """A counter with whom it serves, holds, has missed and will call."""

    id: UUID
    number: str
    name: str
    place_code: str
    place_name: str
    lines: tuple[LineRef, ...]
    shift: ShiftCard | None
    current: AtCounter | None
    held: tuple[AtCounter, ...]
    missed: tuple[MissedCard, ...]
    next: tuple[NextCard, ...]
    waiting: int
    served: int
    mean_seconds: int | None


# ---- the floor


@dataclass(frozen=True)
class FloorCounter:
    """A counter as the coordinator sees it; ``since`` is that of the number there, else since when it is idle."""

    id: UUID
    number: str
    name: str
    letters: tuple[str, ...]
    is_active: bool
    shift: ShiftCard | None
    label: str
    kind: str
    since: datetime | None
    served: int

    @property
    def is_idle(self) -> bool:
        """True when somebody sits there, not pausing, and serves nobody."""
        return self.shift is not None and self.shift.paused_at is None and not self.label


@dataclass(frozen=True)
class FloorLine:
    """A line as the coordinator sees it: the longest wait beside what that visitor was told."""

    id: UUID
    letter: str
    name: str
    waiting: int
    longest_seconds: int | None
    longest_label: str
    promised_seconds: int | None
    wait_seconds: int | None
    counters_open: int

    @property
    def is_quiet(self) -> bool:
        """True while nobody waits in it and no counter serves it."""
        return not (self.waiting or self.counters_open)


@dataclass(frozen=True)
class Floor:
    """The whole floor of a place now."""

    place_code: str
    place_name: str
    is_open: bool
    now: datetime
    counters: tuple[FloorCounter, ...]
    lines: tuple[FloorLine, ...]
    waiting: int
    serving: int
    announcements: tuple[AnnouncementCard, ...] = field(default=())


@dataclass(frozen=True)
class EstimateError:
    """How far the told waits were off on a day: positive mean = people waited longer than they were told."""

    count: int
    mean_seconds: int
    typical_seconds: int  # median of the absolute error
