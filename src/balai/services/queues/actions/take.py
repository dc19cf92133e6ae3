"""Take a number: the strip of the line gives number and place of the quota under one lock."""

import json
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.ids import new_code, uuid7
from balai.core.ui.words import clock_time
from balai.foundation.cases import api as cases
from balai.services.appointments import api as appointments
from balai.services.queues.cards import PlaceNow, VisitCard
from balai.services.queues.following import Mark, before, card_of, make_card, read_tickets
from balai.services.queues.models import Period, Place, Ticket, Visit
from balai.services.queues.places import refusal
from balai.services.queues.policies import SERVE, SUPERVISE, may_at
from balai.services.queues.rules import APPOINTMENT, REMOTE
from balai.services.queues.setting import Setting, setting_of
from balai.services.queues.standing import LineState, wait_seconds

MOST_WISHES = 5
BY_OFFICERS = (Visit.Channel.RECEPTION, Visit.Channel.PHONE)

TEAR = """
INSERT INTO queues_strip AS strip (id, created_at, line_id, day, last, taken)
SELECT id, now(), line_id, %(day)s, count, jsonb_build_object(%(channel)s::text, count)
FROM unnest(%(ids)s::uuid[], %(lines)s::uuid[], %(counts)s::int[]) AS wanted(id, line_id, count) ORDER BY line_id
ON CONFLICT (line_id, day) DO UPDATE SET last = strip.last + excluded.last, taken = strip.taken
  || jsonb_build_object(%(channel)s::text, COALESCE((strip.taken ->> %(channel)s)::int, 0) + excluded.last)
RETURNING line_id, id, last, taken
"""


@dataclass(frozen=True)
class Wish:
    """What somebody comes for: a line by id or letter, or a service; with its case or its appointment."""

    line: UUID | str = ""
    service: str = ""
    case_id: UUID | None = None
    booking_id: UUID | None = None


@dataclass(frozen=True)
class TakeNumber:
    """Numbers for one visit. ``key`` makes the command harmless twice."""

    place: str
    wishes: Sequence[Wish]
    channel: str
    priority: str = ""
    language: str = "id"
    person_id: UUID | None = None
    key: UUID | None = None


@dataclass(frozen=True)
class Torn:
    """What a strip gave: its last number, and the places taken by channel with it."""

    strip_id: UUID
    last: int
    taken: dict[str, int]


@dataclass
class _Wanted:
    """A wish with its line, and the slot of its appointment."""

    wish: Wish
    line: LineState
    service: str
    slot_at: datetime | None = None
    person_id: UUID | None = None
    number: int = 0
    rank_at: datetime = datetime.min


def take(actor: Actor, command: TakeNumber, place: PlaceNow | None = None) -> VisitCard:
    """Take one number for each wish. From home they are reserved until somebody checks in.

    ``place`` is that of the command, where it was read just now. Raises NotVisible (place, case), NotAllowed, Invalid,
    and Conflict with the reason and what to do: closed, not yet open, full.
    """
    try:
        return _take(actor, command, place)
    except (IntegrityError, Conflict):
        done = taken(command.key)  # the same command was quicker
        if done is None:
            raise
        return done


def taken(key: UUID | None) -> VisitCard | None:
    """What the command of this key has taken; None while it has not."""
    tickets = read_tickets(Ticket.objects.filter(visit__key=key)) if key else []
    return card_of(tickets) if tickets else None


@transaction.atomic
def _take(actor: Actor, command: TakeNumber, place: PlaceNow | None) -> VisitCard:
    setting = _setting(command.place, place)
    _authorise(actor, command, setting.place)
    wanted = [_wanted(actor, wish, setting) for wish in _checked(command)]
    visit = _begin_visit(command, wanted, setting)
    torn = tear(wanted_by_line(wanted), command.channel, setting.day)
    setting = replace(
        setting, now=max(setting.now, timezone.now())
    )  # whoever waited for the strip comes after who held it
    _require_places(command.channel, wanted, torn, setting)
    return _issue(visit, wanted, torn, setting)


def _setting(code: str, place: PlaceNow | None) -> Setting:
    read = place.setting if place else setting_of(code)
    if read is None or read.place.code != code:
        raise NotVisible(_("Tempat layanan ini tidak ditemukan."))
    return replace(read, now=timezone.now())


def _authorise(actor: Actor, command: TakeNumber, place: Place) -> None:
    by_officer = actor.is_system or any(may_at(actor, one, place) for one in (SERVE, SUPERVISE))
    if command.channel in BY_OFFICERS and not by_officer:
        raise NotAllowed(_("Nomor lewat resepsionis dan telepon diberikan petugas."))
    if command.person_id and command.person_id != actor.user_id and not by_officer:
        raise NotAllowed(_("Nomor hanya dapat diambil untuk akun sendiri."))


def _checked(command: TakeNumber) -> Sequence[Wish]:
    """The wishes of a command that can be read. Raises Invalid."""
    if command.channel not in Visit.Channel.values or command.language not in {"id", "en"}:
        raise Invalid(_("Cara mengambil nomor ini tidak dikenal."))
    if not 1 <= len(command.wishes) <= MOST_WISHES:
        raise Invalid(_("Pilih satu sampai {most} keperluan.").format(most=MOST_WISHES))
    if (command.channel == APPOINTMENT) != any(wish.booking_id for wish in command.wishes):
        raise Invalid(_("Nomor janji temu diambil dengan kode janji temunya."))
    return command.wishes


def _wanted(actor: Actor, wish: Wish, setting: Setting) -> _Wanted:
    if wish.booking_id:
        return _with_booking(wish, wish.booking_id, setting)
    line = _line_of(wish, setting.lines)
    if wish.case_id and actor.is_signed_in:
        cases.get_case(actor, wish.case_id)
    return _Wanted(wish, line, wish.service or (line.services[0] if len(line.services) == 1 else ""))


def _with_booking(wish: Wish, booking_id: UUID, setting: Setting) -> _Wanted:
    """Check an appointment in; its line is that of its service, else one of its unit.

    Raises Invalid, Conflict (too early, another day, a second time).
    """
    booking = appointments.check_in(SYSTEM, booking_id)
    service, unit_id = booking.opening.service, booking.opening.unit_id
    lines = [line for line in setting.lines if service in line.services]
    lines += [line for line in setting.lines if line.unit_id == unit_id]
    line = _line_of(wish if wish.line else replace(wish, line=lines[0].id if lines else ""), lines)
    _require_time(booking.starts_at, line, setting)
    whole = replace(wish, case_id=wish.case_id or booking.case_id)
    found = service if service in line.services else ""
    return _Wanted(whole, line, found, slot_at=booking.starts_at, person_id=booking.person_id)


def _require_time(slot: datetime, line: LineState, setting: Setting) -> None:
    early = slot - timedelta(minutes=line.rule.early_minutes)
    if setting.hours.day(slot) != setting.day:
        raise Conflict(_("Janji temu ini untuk hari lain."))
    if setting.now < early:
        raise Conflict(_("Terlalu awal. Nomor dapat diambil mulai pukul {at}.").format(at=clock_time(early)))


def _line_of(wish: Wish, lines: Iterable[LineState]) -> LineState:
    """The line of a wish, by id, letter or service. Raises Invalid."""
    found = [line for line in lines if not wish.line or wish.line in {line.id, str(line.id), line.letter}]
    found = [line for line in found if not wish.service or wish.service in line.services]
    if not found or not (wish.line or wish.service):
        raise Invalid(_("Keperluan ini tidak dilayani di sini."), {"line": _("Pilih keperluan lain.")})
    return found[0]


def _begin_visit(command: TakeNumber, wanted: Sequence[_Wanted], setting: Setting) -> Visit:
    known = {code for one in wanted for code in one.line.rule.priority}
    if command.priority and command.priority not in known:
        raise Invalid(_("Prioritas ini tidak dikenal."), {"priority": _("Pilih dari daftar.")})
    visit = Visit(
        place=setting.place,
        day=setting.day,
        code=new_code(groups=4),
        channel=command.channel,
        priority=command.priority,
        language=command.language,
        person_id=command.person_id or next((one.person_id for one in wanted if one.person_id), None),
        arrived_at=None if command.channel in REMOTE else setting.now,
        key=command.key,
    )
    visit.save(force_insert=True)
    return visit


def wanted_by_line(wanted: Sequence[_Wanted]) -> dict[UUID, int]:
    """How many numbers of each line."""
    return dict(Tally(one.line.id for one in wanted))


def tear(counts: dict[UUID, int], channel: str, day: date) -> dict[UUID, Torn]:
    """Tear numbers off the strips of a day; holds their rows, in one order, until the transaction ends. One query."""
    lines = sorted(counts)
    values: dict[str, Any] = {
        "day": day,
        "channel": channel,
        "ids": [uuid7() for _line in lines],
        "lines": lines,
        "counts": [counts[line] for line in lines],
    }
    with connection.cursor() as cursor:
        cursor.execute(TEAR, values)
        rows = cursor.fetchall()
    return {line: Torn(strip, last, json.loads(taken)) for line, strip, last, taken in rows}


def _require_places(
    channel: str, wanted: Sequence[_Wanted], torn: dict[UUID, Torn], setting: Setting
) -> None:
    """Conflict when a line gives the channel no number now. Who has an appointment has a place."""
    clock = setting.hours.clock(setting.now)
    for line_id, count in wanted_by_line(wanted).items():
        line, taken = setting.by_id[line_id], torn[line_id].taken
        earlier = {**taken, channel: taken[channel] - count}
        left = None if channel == APPOINTMENT else line.rule.left(channel, earlier, clock)
        rest = None if left is None else left - count
        if reason := refusal(line, channel, setting.hours, setting.now, rest, given=True):
            raise Conflict(reason)


def _issue(visit: Visit, wanted: Sequence[_Wanted], torn: dict[UUID, Torn], setting: Setting) -> VisitCard:
    marks = list(_ranked(visit, wanted, torn, setting.now))
    ahead = before(marks, setting.by_id, setting.day)
    tickets = [_ticket(visit, one, place, torn[one.line.id], setting) for place, one in enumerate(wanted, 1)]
    for ticket, one, passed in zip(tickets, wanted, ahead, strict=True):
        ticket.expected_seconds = wait_seconds(one.line, passed, setting.by_id)
    Ticket.objects.bulk_create(tickets)
    if visit.arrived_at:
        Period.objects.bulk_create([first_period(ticket, setting.now) for ticket in tickets])
    found = dict(zip((ticket.pk for ticket in tickets), ahead, strict=True))
    return make_card(tickets, setting.by_id, found.get)


def _ranked(visit: Visit, wanted: Sequence[_Wanted], torn: dict[UUID, Torn], now: datetime) -> Iterator[Mark]:
    """Number and rank of each wish: the numbers of one line follow each other."""
    given = wanted_by_line(wanted)
    for one in wanted:
        rule = one.line.rule
        one.number = torn[one.line.id].last - given[one.line.id] + 1
        given[one.line.id] -= 1
        ready = rule.slot_rank(one.slot_at, now) if one.slot_at else now
        one.rank_at = ready - rule.head_start(visit.priority)
        yield one.rank_at, one.number


def _ticket(visit: Visit, one: _Wanted, order: int, torn: Torn, setting: Setting) -> Ticket:
    return Ticket(
        visit=visit,
        line_id=one.line.id,
        strip_id=torn.strip_id,
        day=setting.day,
        letter=one.line.letter,
        number=one.number,
        service=one.service,
        order=order,
        rank_at=one.rank_at,
        state=Ticket.State.WAITING if visit.arrived_at else Ticket.State.RESERVED,
        case_id=one.wish.case_id,
        booking_id=one.wish.booking_id,
        slot_at=one.slot_at,
        issued_at=setting.now,
    )


def first_period(ticket: Ticket, now: datetime) -> Period:
    """The waiting with which everything begins, not yet saved."""
    return Period(
        visit_id=ticket.visit_id,
        ticket=ticket,
        line_id=ticket.line_id,
        kind=Period.Kind.WAITING,
        started_at=now,
    )
