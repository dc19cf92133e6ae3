"""How far each line is: read from cases, drafts, appointments and what the person ticked off; never stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from balai.foundation.cases.api import CaseCard
from balai.services.appointments.api import BookingCard
from balai.services.lifeevents.plan import Item

T = TypeVar("T")
GRANTED = frozenset({"granted", "recorded"})


class Standing(StrEnum):
    """Where a line stands."""

    DONE = "done"
    RUNNING = "running"  # with officers, or waiting for something outside
    WAITING = "waiting"  # for the applicant
    DRAFT = "draft"
    BOOKED = "booked"
    REFUSED = "refused"  # ended without the result; it can be asked for again
    READY = "ready"
    LATER = "later"  # after other lines


@dataclass(frozen=True)
class Known:
    """What is known of a person: cases by service (the first one first), drafts, coming or kept appointments."""

    cases: Mapping[str, Sequence[CaseCard]] = field(default_factory=dict)
    drafts: Mapping[str, str] = field(default_factory=dict)  # address of the draft by service
    bookings: Mapping[str, Sequence[BookingCard]] = field(default_factory=dict)  # by opening
    ticks: Collection[str] = ()


@dataclass(frozen=True)
class Place:
    """A line with where it stands; ``waits_for`` are the lines that come first and are not done."""

    item: Item
    standing: Standing
    case: CaseCard | None = None
    draft: str = ""
    booking: BookingCard | None = None
    is_ticked: bool = False
    waits_for: tuple[Item, ...] = ()

    @property
    def is_done(self) -> bool:
        """True once nothing is left to do."""
        return self.standing == Standing.DONE


def places(items: Sequence[Item], known: Known) -> tuple[Place, ...]:
    """All lines with where they stand; a line never stands before those that come first."""
    found: dict[str, Place] = {}
    for item in items:
        before = tuple(found[key].item for key in item.after if not found[key].is_done)
        found[item.key] = _place(item, known, before)
    return tuple(found.values())


def _place(item: Item, known: Known, before: tuple[Item, ...]) -> Place:
    case = _nth(_living_first(known.cases.get(item.step.service, ())), item)
    booking = _nth(known.bookings.get(item.step.appointment, ()), item)
    draft = "" if case and not _is_lost(case) else _draft(item, known)
    is_ticked = item.key in known.ticks
    standing = _standing(case, draft, booking, is_ticked=is_ticked, is_blocked=bool(before))
    return Place(item, standing, case, draft, booking, is_ticked, before)


def _standing(
    case: CaseCard | None, draft: str, booking: BookingCard | None, *, is_ticked: bool, is_blocked: bool
) -> Standing:
    """What counts most: a result, then a case on its way, then the own tick, then what was only begun."""
    if case and case.outcome in GRANTED:
        return Standing.DONE
    if case and not case.closed_at:
        return Standing.WAITING if case.waits_for_applicant else Standing.RUNNING
    if is_ticked:
        return Standing.DONE
    if draft:
        return Standing.DRAFT
    if booking:
        return Standing.BOOKED if booking.is_coming else Standing.DONE
    if is_blocked:
        return Standing.LATER
    return Standing.REFUSED if case else Standing.READY


def _draft(item: Item, known: Known) -> str:
    """The draft of a service belongs to the first line that has no case yet."""
    begun = sum(not _is_lost(case) for case in known.cases.get(item.step.service, ()))
    return known.drafts.get(item.step.service, "") if item.number == begun + 1 else ""


def _living_first(cases: Sequence[CaseCard]) -> list[CaseCard]:
    return sorted(cases, key=_is_lost)


def _is_lost(case: CaseCard) -> bool:
    return bool(case.closed_at) and case.outcome not in GRANTED


def _nth(found: Sequence[T], item: Item) -> T | None:
    return found[item.number - 1] if len(found) >= item.number else None
