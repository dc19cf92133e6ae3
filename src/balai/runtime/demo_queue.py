"""A morning at the mall of the demo: invented visits, so that waits, history and estimates have figures.

Played through as the counters would have called: whoever is free takes the first of its line. Written in bulk.
"""

import heapq
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from balai.core.ids import new_code
from balai.foundation.regions.api import zone
from balai.runtime.demo_cases import actor_named
from balai.services.queues.api import TakeNumber, Wish, close_days, take

MALL, SHOWN = "mpp", ("mpp", "genteng")
NAME, DAYS_OPEN = "Jam peragaan (fiktif)", 14
HOURS = 2.5  # how long the morning was
EARLIER_DAYS = (1, 2, 3, 7)  # days back of which there are figures
WEIGHTS = {"A": 9, "B": 4, "C": 3, "D": 3, "G": 3, "K": 2, "Q": 1, "R": 1, "S": 1, "U": 1}  # of 28 who come
EACH_HOUR, RUSH = 24, 42  # how many come in an hour of an earlier day, and of today, most of them lately
OFFICER = "loket."  # begins the names of the officers who sit; the others are free to sit down
PRIORITIES = ("", "", "", "", "", "", "", "elderly", "pregnant", "infant")
CHANNELS = ("kiosk",) * 6 + ("reception", "web", "web")
HELD = "Melengkapi fotokopi berkas"
SECOND = timedelta(seconds=1)
STILL_SERVED = timedelta(minutes=90)  # how long those of a day are served after midnight


@dataclass
class Number:
    """A number with what happened to it, as rows not yet saved."""

    visit: Any
    ticket: Any
    minutes: int
    periods: list[Any] = field(default_factory=list)


@dataclass(order=True)
class Desk:
    """A counter that somebody keeps; the one that is free first comes first."""

    free_at: datetime
    order: int
    counter: Any = field(compare=False)
    officer: Any = field(compare=False)
    lines: frozenset[Any] = field(compare=False)


@dataclass
class Day:
    """A day at the mall from its beginning until now, or until it was over."""

    place: Any
    date: date
    begins: datetime
    until: datetime
    chance: random.Random
    is_today: bool = False
    numbers: list[Number] = field(default_factory=list)


def load(regency_code: str) -> int:
    """Add the morning unless there is one today, and days before it. Returns how many visits were added."""
    place = _model("Place").objects.filter(code=MALL, is_active=True).first()
    now = timezone.now()
    if place is None:
        return 0
    _open_around_the_clock(_day(now))
    if _model("Visit").objects.filter(place=place, day__gte=_day(now - STILL_SERVED)).exists():
        return 0
    close_days()
    with transaction.atomic():
        desks = _officers_at(place)
        days = [_earlier(place, now, back) for back in EARLIER_DAYS if not _known(place, now, back)]
        days.append(_today(place, now))
        for day in days:
            _play(day, desks)
            _write(day)
        _sit(desks, days[-1])
        _reserve()
    return sum(len(day.numbers) for day in days)


def _model(name: str) -> Any:
    return apps.get_model(f"queues.{name}")


def _day(now: datetime) -> date:
    return now.astimezone(zone()).date()


def _known(place: Any, now: datetime, back: int) -> bool:
    return bool(_model("Visit").objects.filter(place=place, day=_day(now) - timedelta(days=back)).exists())


def _officers_at(place: Any) -> list[Desk]:
    """A counter of their agency's line for each officer of the demo who sits."""
    users = apps.get_model("accounts.User").objects.filter(is_demo=True, username__startswith=OFFICER)
    units = {
        user.pk: {grant.unit_id for grant in user.grants.all()} for user in users.prefetch_related("grants")
    }
    free = list(place.counters.filter(is_active=True).prefetch_related("lines").order_by("order"))
    desks: list[Desk] = []
    for user in users.order_by("username"):
        own = [one for one in free if units[user.pk] & {line.unit_id for line in one.lines.all()}]
        own = own[1:] + own[:1]  # the first counter of a line stays free for whoever tries it
        if own:
            free.remove(own[0])
            lines = frozenset(line.pk for line in own[0].lines.all())
            desks.append(Desk(datetime.min, len(desks), own[0], user, lines))
    return desks


def _dice(seed: int) -> random.Random:
    """The same morning in every demo."""
    return random.Random(seed)  # noqa: S311


def _earlier(place: Any, now: datetime, back: int) -> Day:
    """An earlier day from eight to one."""
    day, here = _day(now) - timedelta(days=back), zone()
    opens, closes = (datetime.combine(day, time(hour), here) for hour in (8, 13))
    return Day(place, day, opens, closes, _dice(back))


def _today(place: Any, now: datetime) -> Day:
    """The hours before now; soon after midnight too, they are those of today."""
    return Day(place, _day(now), now - timedelta(hours=HOURS), now, _dice(0), is_today=True)


def _open_around_the_clock(day: date) -> None:
    """A demo is looked at in the evening and on Sundays too, and across midnight."""
    facts = {"periods": [["00:00", "24:00"]], "name": NAME}
    for place in _model("Place").objects.filter(code__in=SHOWN):
        for ahead in range(DAYS_OPEN):
            key = {"place": place, "date": day + timedelta(days=ahead)}
            _model("PlaceDay").objects.update_or_create(**key, defaults=facts)


def _play(day: Day, desks: list[Desk]) -> None:
    """Let people come, and let the counters take them in the order of their lines."""
    _arrive(day)
    heap = [Desk(day.begins, one.order, one.counter, one.officer, one.lines) for one in desks]
    heapq.heapify(heap)
    waiting = sorted(day.numbers, key=lambda one: (one.ticket.rank_at, one.ticket.number))
    while heap:
        desk = heapq.heappop(heap)
        here = [one for one in waiting if one.ticket.line_id in desk.lines]
        come = [one for one in here if one.ticket.issued_at <= desk.free_at]
        if not here or desk.free_at >= day.until:
            continue
        if come:
            waiting.remove(come[0])
            desk.free_at = _serve(day, desk, come[0])
        else:
            desk.free_at = min(one.ticket.issued_at for one in here)
        heapq.heappush(heap, desk)


def _arrive(day: Day) -> None:
    """Numbers in the order in which people came."""
    lines = [line for line in day.place.lines.filter(is_active=True) if line.letter in WEIGHTS]
    weights = [WEIGHTS[line.letter] for line in lines]
    hours = (day.until - day.begins).total_seconds() / 3600
    count, likely = (RUSH, 0.95) if day.is_today else (EACH_HOUR, 0.5)
    share = sorted(
        day.chance.triangular(0, 1, likely) for _each in range(round(hours * count) if lines else 0)
    )
    strips = {line.pk: _model("Strip").objects.get_or_create(line=line, day=day.date)[0] for line in lines}
    for moment in (day.begins + one * (day.until - day.begins) for one in share):
        line = day.chance.choices(lines, weights)[0]
        strip = strips[line.pk]
        strip.last += 1
        day.numbers.append(_number(day, line, strip, moment))


def _number(day: Day, line: Any, strip: Any, moment: datetime) -> Number:
    channel, priority = day.chance.choice(CHANNELS), day.chance.choice(PRIORITIES)
    strip.taken[channel] = strip.taken.get(channel, 0) + 1
    visit = _model("Visit")(
        place=day.place,
        day=day.date,
        code=new_code(groups=4),
        channel=channel,
        priority=priority,
        arrived_at=moment,
    )
    ahead = sum(one.ticket.line_id == line.pk for one in day.numbers[-6:])
    ticket = _model("Ticket")(
        visit=visit, line=line, strip=strip, day=day.date, letter=line.letter, number=strip.last, order=1,
        service=day.chance.choice(line.services) if line.services else "", state="waiting", issued_at=moment,
        rank_at=moment - timedelta(minutes=20 if priority else 0), expected_seconds=ahead * line.minutes * 30,
    )  # fmt: skip
    number = Number(visit, ticket, line.minutes)
    number.periods.append(_period(number, "waiting", moment))
    return number


def _period(number: Number, kind: str, start: datetime, desk: Desk | None = None, **more: Any) -> Any:
    return _model("Period")(
        visit=number.visit, ticket=number.ticket, line_id=number.ticket.line_id, kind=kind, started_at=start,
        counter=desk.counter if desk else None, officer=desk.officer if desk else None, **more,
    )  # fmt: skip


def _serve(day: Day, desk: Desk, number: Number) -> datetime:
    """Call, serve, and say when the counter is free again; what lies after now has not happened."""
    called = max(desk.free_at, number.ticket.issued_at + SECOND)
    comes = called + SECOND * day.chance.randint(15, 70)
    over = comes + number.minutes * day.chance.uniform(0.4, 1.5) * timedelta(minutes=1)
    missed = day.chance.random() < 0.05
    _end(number, called, "called")
    number.periods.append(_period(number, "called", called, desk, calls=2 if missed else 1, called_at=called))
    if comes < day.until:
        _end(number, comes, "missed" if missed else "serving")
        if missed:
            return comes
        number.periods.append(_period(number, "serving", comes, desk))
    if over < day.until:
        held = day.until - over < timedelta(minutes=6) and not any(
            one.ticket.state == "held" for one in day.numbers
        )
        _end(number, over, "held" if held else "done")
        if held:
            number.ticket.state = "held"
            number.periods.append(_period(number, "held", over, desk, reason=HELD))
    return over


def _end(number: Number, moment: datetime, ended_as: str) -> None:
    last = number.periods[-1]
    last.ended_at, last.ended_as = moment, ended_as


def _write(day: Day) -> None:
    """Save the day; who still waited when an earlier one was over had left."""
    if not day.is_today:
        for number in day.numbers:
            if number.periods[-1].ended_at is None:
                _end(number, max(day.until, number.periods[-1].started_at), "left")
    strips = {number.ticket.strip_id: number.ticket.strip for number in day.numbers}
    _model("Strip").objects.bulk_update(strips.values(), ["last", "taken"])
    _model("Visit").objects.bulk_create(number.visit for number in day.numbers)
    _model("Ticket").objects.bulk_create(number.ticket for number in day.numbers)
    _model("Period").objects.bulk_create(period for number in day.numbers for period in number.periods)


def _sit(desks: list[Desk], day: Day) -> None:
    """The officers sit where the morning had them."""
    shifts = _model("Shift")
    shifts.objects.filter(officer__in=[one.officer for one in desks], ended_at=None).update(
        ended_at=day.until
    )
    shifts.objects.bulk_create(
        shifts(counter=one.counter, officer=one.officer, started_at=day.begins) for one in desks
    )


def _reserve() -> None:
    """The first citizen has taken a number from home and is on the way."""
    citizen = actor_named("warga")
    take(citizen, TakeNumber(MALL, [Wish("A")], "web", person_id=citizen.user_id))
