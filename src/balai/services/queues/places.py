"""Places as the public sees them now: hours, lines, waits, what is left for each channel and why a channel is shut."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.prepared import Prepared
from balai.core.ui.words import clock_time, local
from balai.services.queues.cards import LineNow, LineRef, PlaceNow, PriorityCard, RuleCard, ServiceChoice
from balai.services.queues.hours import AHEAD, Hours, hours_of, today, with_days
from balai.services.queues.models import Line, Place, Visit
from balai.services.queues.rules import Rule
from balai.services.queues.standing import LineState, all_lines, lines_of, plain, wait_seconds
from balai.services.queues.titles import titles

CHANNELS = tuple(Visit.Channel.values)


def place_row(code: str) -> Place | None:
    """An active place with its special days, and what is asked of its unit; one query."""
    day = today()
    rows = _ROW.rows(code, day, day + timedelta(days=AHEAD))
    return _place(rows[0]) if rows else None


def _coming(code: str, first: date, until: date) -> "QuerySet[Place, tuple[Any, ...]]":
    rows = with_days(Place.objects.active(), first, until).filter(code=code)
    return rows.values_list(*_COLUMNS, *(f"unit__{column}" for column in _OF_UNIT), "special")


_COLUMNS = [field.attname for field in Place._meta.concrete_fields]
_OF_UNIT = ("id", "region_id", "address")
_ROW = Prepared(_coming, "kode", date(1970, 1, 2), date(1970, 1, 3))


def _place(row: tuple[Any, ...]) -> Place:
    """The row as it is read by ``with_days``; of the unit, what was not asked for comes when it is used."""
    columns = dict(zip(_COLUMNS, row, strict=False))
    columns |= {name: plain(columns[name]) for name in ("name", "week")}
    place: Any = Place.from_db(None, list(columns), list(columns.values()))
    place.unit = Place.unit.field.related_model.from_db(None, _OF_UNIT, row[len(_COLUMNS) : -1])
    place.special = [plain(entry) for entry in row[-1]]
    return place


def known_place(code: str) -> Place:
    """The same, where there must be one. Raises NotVisible."""
    place = place_row(code)
    if place is None:
        raise NotVisible(_("Tempat layanan ini tidak ditemukan."))
    return place


def open_places() -> list[PlaceNow]:
    """All active places as they are now; four queries where each has hours of its own, however many lines."""
    now, day = timezone.now(), today()
    places = list(with_days(Place.objects.active(), day))
    hours = hours_of(places, day) if places else {}
    lines = all_lines(now, day) if places else []
    named = _names(lines)
    return [
        _place_now(place, hours[place.pk], [one for one in lines if one.place_id == place.pk], named, now)
        for place in places
    ]


def place_now(code: str) -> PlaceNow | None:
    """One of them; None for an unknown or inactive one."""
    place = place_row(code)
    if place is None:
        return None
    now, day = timezone.now(), today()
    lines = lines_of(place.pk, now, day)
    return _place_now(place, hours_of([place], day)[place.pk], lines, _names(lines), now)


def _names(lines: Sequence[LineState]) -> dict[str, str]:
    """What the services of all lines are called, asked for at once."""
    return titles.of(code for line in lines for code in line.services)


def _place_now(
    place: Place, hours: Hours, lines: Sequence[LineState], named: dict[str, str], now: datetime
) -> PlaceNow:
    spans = hours.spans(hours.day(now))
    return PlaceNow(
        id=place.pk,
        code=place.code,
        name=place.title,
        kind=place.kind,
        kind_name=str(Place.Kind(place.kind).label),
        unit_id=place.unit_id,
        region_code=place.unit.region_id,
        address=place.unit.address,
        is_open=hours.is_open(now),
        opens_at=spans[0][0] if spans else None,
        closes_at=spans[-1][1] if spans else None,
        today=tuple(spans),
        day_name=hours.name(hours.day(now)),
        next_opens_at=hours.next_opening(now),
        lines=tuple(_line_now(line, lines, hours, named, now) for line in lines),
    )


def _line_now(
    line: LineState, lines: Sequence[LineState], hours: Hours, named: dict[str, str], now: datetime
) -> LineNow:
    by_id: dict[UUID, LineState] = {one.id: one for one in lines}
    waiting = {one.id: one.waiting for one in lines}
    clock = hours.clock(now)
    return LineNow(
        id=line.id,
        letter=line.letter,
        name=line.title,
        unit_id=line.unit_id,
        unit_code=line.unit_code,
        unit_name=line.unit_name,
        services=tuple(ServiceChoice(code, named[code]) for code in line.services),
        waiting=line.waiting,
        wait_seconds=wait_seconds(line, waiting, by_id),
        left={channel: line.rule.left(channel, line.taken, clock) for channel in CHANNELS},
        refusals={channel: refusal(line, channel, hours, now) for channel in CHANNELS},
        rule=rule_card(line.rule),
    )


def refusal(
    line: LineState,
    channel: str,
    hours: Hours,
    now: datetime,
    left: int | None = None,
    *,
    given: bool = False,
) -> str:
    """Why the channel gives no number of the line now, and what to do; "" when it does.

    ``given`` says that a number was already torn off, of which ``left`` is what remains with it.
    """
    day = hours.day(now)
    spans = hours.spans(day)
    if not spans:
        name = hours.name(day)
        return _("Hari ini tutup: {name}.").format(name=name) if name else _("Hari ini tutup.")
    opens = _opens(line.rule, channel, hours, spans[0][0], now)
    if now < opens:
        return _("Nomor baru dapat diambil mulai pukul {clock}.").format(clock=clock_time(opens))
    last = spans[-1][1] - timedelta(minutes=line.rule.last_call_minutes)
    if now >= last:
        told = _("Pengambilan nomor untuk hari ini sudah ditutup pukul {clock}. Datanglah saat buka lagi.")
        return told.format(clock=clock_time(last))
    rest = left if given else line.rule.left(channel, line.taken, hours.clock(now))
    return _full(line.rule, hours.clock(now)) if rest is not None and rest < (0 if given else 1) else ""


def _opens(rule: Rule, channel: str, hours: Hours, opening: datetime, now: datetime) -> datetime:
    value = rule.opens.get(channel, 0)
    if isinstance(value, int):
        return opening - timedelta(minutes=value)
    return hours.at(hours.day(now), value)


def _full(rule: Rule, clock: time) -> str:
    if rule.release is None or clock >= rule.release:
        return _("Nomor untuk hari ini sudah habis. Datanglah pada hari kerja berikutnya.")
    return _(
        "Jatah nomor di sini sudah habis. Mulai pukul {clock} sisa jatah lain dibuka untuk semua."
    ).format(clock=rule.release.strftime("%H.%M"))


def rule_card(rule: Rule) -> RuleCard:
    """A rule as people read it."""
    return RuleCard(
        code=rule.code,
        source=rule.source,
        capacity=rule.capacity,
        shares=dict(rule.shares),
        release=rule.release.strftime("%H:%M") if rule.release else "",
        opens={
            channel: value if isinstance(value, int) else value.strftime("%H:%M")
            for channel, value in rule.opens.items()
        },
        last_call_minutes=rule.last_call_minutes,
        early_minutes=rule.early_minutes,
        grace_minutes=rule.grace_minutes,
        miss_after_calls=rule.miss_after_calls,
        remote_minutes=rule.remote_minutes,
        priority=tuple(
            PriorityCard(one.code, local(one.label), one.minutes) for one in rule.priority.values()
        ),
    )


def line_refs(place_code: str) -> tuple[LineRef, ...]:
    """The lines of a place with their services; two queries."""
    lines = Line.objects.filter(place__code=place_code, is_active=True)
    rows = list(lines)
    named = titles.of(code for line in rows for code in line.services)
    return tuple(
        LineRef(
            line.pk,
            line.letter,
            line.title,
            tuple(ServiceChoice(code, named[code]) for code in line.services),
        )
        for line in rows
    )
