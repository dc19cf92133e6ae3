"""Places as the public sees them now: hours, lines, waits, what is left for each channel and why a channel is shut."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.ui.words import clock_time, local
from balai.services.queues.cards import LineNow, LineRef, PlaceNow, PriorityCard, RuleCard, ServiceChoice
from balai.services.queues.hours import Hours, hours_of, today, with_days
from balai.services.queues.models import Line, Place, Visit
from balai.services.queues.rules import APPOINTMENT, Rule
from balai.services.queues.setting import Setting, setting_of
from balai.services.queues.standing import LineState, all_lines, staffed_lines, wait_seconds
from balai.services.queues.titles import titles

CHANNELS = tuple(Visit.Channel.values)


def open_places() -> list[PlaceNow]:
    """All active places as they are now; four queries where each has hours of its own, however many lines."""
    now, day = timezone.now(), today()
    places = list(with_days(Place.objects.active(), day))
    hours = hours_of(places, day) if places else {}
    lines = all_lines(now, day) if places else []
    named = _names(lines)
    return [
        _place_now(
            Setting(place, hours[place.pk], now, [one for one in lines if one.place_id == place.pk]), named
        )
        for place in places
    ]


def place_now(code: str) -> PlaceNow | None:
    """One of them; None for an unknown or inactive one."""
    setting = setting_of(code)
    return _place_now(setting, _names(setting.lines)) if setting else None


def _names(lines: Sequence[LineState]) -> dict[str, str]:
    """What the services of all lines are called, asked for at once."""
    return titles.of(code for line in lines for code in line.services)


def _place_now(setting: Setting, named: dict[str, str]) -> PlaceNow:
    place, hours, now = setting.place, setting.hours, setting.now
    waiting = {line.id: line.waiting for line in setting.lines}
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
        closes_at=spans[-1][1] if spans and not hours.goes_on(hours.day(now)) else None,
        today=tuple(spans),
        day_name=hours.name(hours.day(now)),
        next_opens_at=hours.next_opening(now),
        lines=tuple(_line_now(line, setting, waiting, named) for line in setting.lines),
        setting=setting,
    )


def _line_now(line: LineState, setting: Setting, waiting: dict[UUID, int], named: dict[str, str]) -> LineNow:
    hours, now = setting.hours, setting.now
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
        wait_seconds=wait_seconds(line, waiting, setting.by_id),
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
    if now >= last and not hours.goes_on(day):
        told = _("Pengambilan nomor untuk hari ini sudah ditutup pukul {clock}. Datanglah saat buka lagi.")
        return told.format(clock=clock_time(last))
    if _waits_for_counter(line, channel) and hours.is_open(now):
        return _("Belum ada loket yang buka. Nomor dapat diambil begitu loketnya buka.")
    rest = left if given else line.rule.left(channel, line.taken, hours.clock(now))
    return _full(line.rule, hours.clock(now)) if rest is not None and rest < (0 if given else 1) else ""


def _waits_for_counter(line: LineState, channel: str) -> bool:
    """True where the rule gives no number while no counter is open. Who has an appointment has a place."""
    return line.rule.needs_counter and not line.staff and channel != APPOINTMENT


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
        needs_counter=rule.needs_counter,
        priority=tuple(
            PriorityCard(one.code, local(one.label), one.minutes) for one in rule.priority.values()
        ),
    )


def line_refs(place_code: str) -> tuple[LineRef, ...]:
    """The lines of a place with their services; two queries."""
    rows = list(staffed_lines(Line.objects.filter(place__code=place_code, is_active=True)))
    named = titles.of(code for line in rows for code in line.services)
    return tuple(
        LineRef(
            line.pk,
            line.letter,
            line.title,
            tuple(ServiceChoice(code, named[code]) for code in line.services),
            is_staffed=line.is_staffed,  # type: ignore[attr-defined]
        )
        for line in rows
    )
