"""Queues: what other modules may use."""

from collections.abc import Collection
from uuid import UUID

from balai.core.actor import Actor
from balai.services.queues import following
from balai.services.queues.actions.adding import take_together
from balai.services.queues.actions.arrive import check_in, leave
from balai.services.queues.actions.call import call, call_next
from balai.services.queues.actions.close_day import close_days
from balai.services.queues.actions.keep.kiosk import end_kiosk, make_kiosk
from balai.services.queues.actions.seat import seat_officer
from balai.services.queues.actions.serve import (
    add_service,
    back_in_line,
    done,
    hold,
    no_show,
    recall,
    resume,
    start,
    transfer,
)
from balai.services.queues.actions.sit import close_counter, move, open_counter, pause, resume_counter
from balai.services.queues.actions.take import TakeNumber, Wish, take, taken
from balai.services.queues.board import board
from balai.services.queues.cards import (
    AnnouncementCard,
    AtCounter,
    Board,
    CallCard,
    CounterCard,
    CounterRef,
    EstimateError,
    Floor,
    FloorCounter,
    FloorLine,
    LineCard,
    LineNow,
    LineRef,
    MissedCard,
    NextCard,
    OtherTicket,
    PlaceNow,
    PriorityCard,
    RuleCard,
    ServiceChoice,
    ShiftCard,
    TicketCard,
    VisitCard,
)
from balai.services.queues.desk import counter, counters_of
from balai.services.queues.floor import error_of_estimates, floor
from balai.services.queues.following import visit_card as visit
from balai.services.queues.following import visit_numbered, visit_with
from balai.services.queues.kiosks import COOKIE_DAYS as KIOSK_DAYS
from balai.services.queues.kiosks import KioskCard, kiosks_of, see_kiosk
from balai.services.queues.kiosks import ended as ended_kiosks
from balai.services.queues.places import line_refs as lines_of
from balai.services.queues.places import open_places as places_open
from balai.services.queues.places import place_now
from balai.services.queues.selectors import DisplayCard, display, displays, place_of_visit
from balai.services.queues.setting import known_place
from balai.services.queues.showing import position_html, priorities_of
from balai.services.queues.wording import standby

__all__ = [
    "KIOSK_DAYS",
    "AnnouncementCard",
    "AtCounter",
    "Board",
    "CallCard",
    "CounterCard",
    "CounterRef",
    "DisplayCard",
    "EstimateError",
    "Floor",
    "FloorCounter",
    "FloorLine",
    "KioskCard",
    "LineCard",
    "LineNow",
    "LineRef",
    "MissedCard",
    "NextCard",
    "OtherTicket",
    "PlaceNow",
    "PriorityCard",
    "RuleCard",
    "ServiceChoice",
    "ShiftCard",
    "TakeNumber",
    "TicketCard",
    "VisitCard",
    "Wish",
    "add_service",
    "back_in_line",
    "board",
    "call",
    "call_next",
    "check_in",
    "close_counter",
    "close_days",
    "counter",
    "counters_of",
    "display",
    "displays",
    "done",
    "end_kiosk",
    "ended_kiosks",
    "error_of_estimates",
    "estimate",
    "floor",
    "hold",
    "kiosks_of",
    "leave",
    "lines_of",
    "make_kiosk",
    "move",
    "no_show",
    "open_counter",
    "own_visits",
    "pause",
    "place_now",
    "place_of_visit",
    "places_open",
    "position_html",
    "positions",
    "priorities_of",
    "recall",
    "resume",
    "resume_counter",
    "seat_officer",
    "see_kiosk",
    "standby",
    "start",
    "take",
    "take_together",
    "taken",
    "transfer",
    "visit",
    "visit_numbered",
    "visit_with",
]


def positions(place_code: str, codes: Collection[str] | None = None) -> dict[str, VisitCard]:
    """Every visit of today that goes on at a place, or was over just now, by its code; of these codes only, where they
    are given. Five queries at most. Raises NotVisible.
    """
    return following.positions_at(known_place(place_code).pk, codes)


def own_visits(actor: Actor) -> list[VisitCard]:
    """The newest visits of the person's own account."""
    return following.own_visits(actor.user_id) if actor.user_id else []


def estimate(place_code: str, line_id: UUID) -> int | None:
    """How many seconds a newcomer waits in a line; None while no counter serves it, or for an unknown one."""
    place = place_now(place_code)
    lines = place.lines if place else ()
    return next((line.wait_seconds for line in lines if line.id == line_id), None)
