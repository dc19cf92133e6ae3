"""Working time: exact examples, and laws that hold for every calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.clock import Limit, NoWorkingTimeError, WorkingCalendar

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
WHOLE, FRIDAY = ((time(8), time(15, 30)),), ((time(8), time(11, 30)),)
HOURS = {0: WHOLE, 1: WHOLE, 2: WHOLE, 3: WHOLE, 4: FRIDAY}
NEW_YEAR = date(2026, 1, 1)
OFFICE = WorkingCalendar(WIB, HOURS, {NEW_YEAR, date(2025, 12, 25), date(2025, 12, 26)})


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def due(start: str, kind: str, amount: int, calendar: WorkingCalendar = OFFICE) -> str:
    return f"{calendar.add(wib(start), Limit(kind, amount)).astimezone(calendar.zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-02-24 10:00", 1, "2026-02-25 15:30"),  # Tuesday -> close of Wednesday
        ("2026-02-26 16:00", 1, "2026-02-27 11:30"),  # Thursday after closing -> close of Friday
        ("2026-02-27 10:00", 1, "2026-03-02 15:30"),  # Friday -> Monday
        ("2026-02-28 10:00", 1, "2026-03-02 15:30"),  # Saturday -> Monday is the first day
        ("2026-02-24 00:01", 5, "2026-03-03 15:30"),
        ("2025-12-24 09:00", 3, "2025-12-31 15:30"),  # Christmas and the day after are off
        ("2025-12-31 09:00", 1, "2026-01-02 11:30"),  # New Year is off, the second is a Friday
    ],
)
def test_working_days_end_at_the_close_of_the_last_day(start, amount, expected):
    assert due(start, "working_days", amount) == expected


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("2026-02-24 10:00", 30, "2026-02-24 10:30"),
        ("2026-02-24 06:00", 30, "2026-02-24 08:30"),  # before opening
        ("2026-02-24 15:00", 30, "2026-02-24 15:30"),  # exactly at closing, not the next morning
        ("2026-02-24 15:00", 31, "2026-02-25 08:01"),
        ("2026-02-27 11:00", 60, "2026-03-02 08:30"),  # Friday noon goes over the weekend
        ("2025-12-31 15:00", 60, "2026-01-02 08:30"),  # over New Year
        ("2026-02-28 13:00", 1, "2026-03-02 08:01"),
    ],
)
def test_minutes_run_only_while_the_unit_serves(start, minutes, expected):
    assert due(start, "service_minutes", minutes) == expected


def test_hours_are_sixty_minutes():
    assert due("2026-02-26 14:30", "working_hours", 3) == "2026-02-27 10:00"


def test_several_periods_a_day():
    split = WorkingCalendar(WIB, {4: ((time(13), time(15)), (time(8), time(11)))})
    assert due("2026-02-27 10:30", "service_minutes", 60, split) == "2026-02-27 13:30"
    assert due("2026-02-27 12:00", "service_minutes", 120, split) == "2026-02-27 15:00"
    assert due("2026-02-26 12:00", "working_days", 1, split) == "2026-02-27 15:00"
    assert split.between(wib("2026-02-27 00:00"), wib("2026-02-28 00:00")) == timedelta(hours=5)


@pytest.mark.parametrize(("zone", "hour"), [(WIB, 1), (WITA, 0), (WIT, 23)])
def test_hours_are_those_of_the_zone(zone, hour):
    opening = WorkingCalendar(zone, HOURS).next_opening(datetime(2026, 2, 23, 12, tzinfo=UTC))
    assert (opening.hour, opening.tzinfo) == (hour, UTC)


def test_measuring_and_counting():
    start, end = wib("2026-02-26 15:00"), wib("2026-03-02 09:00")
    assert OFFICE.between(start, end) == timedelta(minutes=30 + 210 + 60)
    assert OFFICE.between(end, start) == -timedelta(minutes=300)
    assert OFFICE.working_days_between(start, end) == 2
    assert OFFICE.working_days_between(end, start) == -2
    assert OFFICE.working_days_between(wib("2025-12-24 09:00"), wib("2026-01-05 09:00")) == 5


def test_open_and_closed():
    assert OFFICE.is_open(wib("2026-02-27 08:00")) is True
    assert OFFICE.is_open(wib("2026-02-27 11:30")) is False
    assert OFFICE.is_working_day(NEW_YEAR) is False


def test_a_calendar_without_hours_is_an_error_not_an_endless_search():
    with pytest.raises(NoWorkingTimeError):
        WorkingCalendar(WIB, {}).add(wib("2026-02-27 08:00"), Limit("service_minutes", 1))
    with pytest.raises(NoWorkingTimeError):
        WorkingCalendar(WIB, {}).add(wib("2026-02-27 08:00"), Limit("working_days", 1))


def test_naive_times_and_empty_limits_are_refused():
    with pytest.raises(ValueError, match="aware"):
        OFFICE.between(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001
    with pytest.raises(ValueError, match="at least 1"):
        Limit("working_days", 0)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
clocks = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))


@st.composite
def days_of_service(draw):
    marks = sorted(draw(st.lists(clocks, min_size=2, max_size=6, unique=True)))
    return tuple(zip(marks[::2], marks[1::2], strict=False))


@st.composite
def calendars(draw):
    hours = draw(st.dictionaries(st.integers(0, 6), days_of_service(), min_size=1))
    off = draw(st.frozensets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=40))
    return WorkingCalendar(draw(st.sampled_from([WIB, WITA, WIT])), hours, off)


@given(calendars(), moments, st.integers(1, 3_000))
def test_adding_then_measuring_gives_the_same(calendar, start, minutes):
    end = calendar.add(start, Limit("service_minutes", minutes))
    assert calendar.between(start, end) == timedelta(minutes=minutes)


@given(calendars(), moments, st.integers(1, 60))
def test_working_days_are_counted_as_they_were_added(calendar, start, days):
    end = calendar.add(start, Limit("working_days", days))
    assert calendar.working_days_between(start, end) == days
    assert end.astimezone(calendar.zone).time() == max(
        closes for _, closes in calendar.hours[end.astimezone(calendar.zone).weekday()]
    )


@given(
    calendars(), moments, moments, st.integers(1, 3_000), st.sampled_from(["service_minutes", "working_days"])
)
def test_later_starts_and_larger_limits_never_end_earlier(calendar, one, other, amount, kind):
    first, second = sorted([one, other])
    amount = amount if kind == "service_minutes" else amount % 60 + 1
    assert calendar.add(first, Limit(kind, amount)) <= calendar.add(second, Limit(kind, amount))
    assert calendar.add(first, Limit(kind, amount)) <= calendar.add(first, Limit(kind, amount + 1))


@given(calendars(), moments, st.integers(1, 3_000))
def test_an_end_never_lies_outside_the_hours(calendar, start, minutes):
    end = calendar.add(start, Limit("service_minutes", minutes)).astimezone(calendar.zone)
    assert calendar.is_working_day(end.date())
    assert any(opens < end.time() <= closes for opens, closes in calendar.hours[end.weekday()])
