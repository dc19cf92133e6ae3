"""The slots of an opening: cut from the unit's hours, days off left out, with the seats that are free."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from balai.core.clock import Period, WorkingCalendar, moment_at
from balai.foundation.organizations import api as organizations
from balai.services.appointments.cards import Day, Slot
from balai.services.appointments.models import Booking, Opening


def slots_of(opening: Opening, day: date) -> list[Slot]:
    """The slots of a day that can still be booked, full ones included."""
    calendar = organizations.calendar_of(opening.unit_id)
    return _with_seats(opening, _bookable(opening, calendar, day))


def days_of(opening: Opening) -> list[Day]:
    """The days with slots within the horizon, and how many seats are free; five queries."""
    calendar = organizations.calendar_of(opening.unit_id)
    today = timezone.localdate(timezone=calendar.zone)
    dates = [today + timedelta(days=ahead) for ahead in range(opening.horizon_days + 1)]
    times = [span for day in dates for span in _bookable(opening, calendar, day)]
    free: Counter[date] = Counter()
    for slot in _with_seats(opening, times):
        free[slot.starts_at.astimezone(calendar.zone).date()] += slot.free
    return [Day(day, seats) for day, seats in sorted(free.items())]


def slot_at(opening: Opening, starts_at: datetime) -> Slot | None:
    """The slot that begins at the moment, when it can still be booked; None for any other moment."""
    zone = organizations.calendar_of(opening.unit_id).zone
    slots = slots_of(opening, starts_at.astimezone(zone).date())
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


def _bookable(opening: Opening, calendar: WorkingCalendar, day: date) -> list[tuple[datetime, datetime]]:
    """The times of a day between the shortest notice and the horizon; none while the opening is shut."""
    now = timezone.now()
    last = timezone.localdate(timezone=calendar.zone) + timedelta(days=opening.horizon_days)
    earliest = now + timedelta(hours=opening.notice_hours)
    if not opening.is_open or day > last:
        return []
    return [span for span in _times(opening, calendar, day) if span[0] >= earliest]


def _times(opening: Opening, calendar: WorkingCalendar, day: date) -> Iterator[tuple[datetime, datetime]]:
    if not calendar.is_working_day(day):
        return
    length = timedelta(minutes=opening.slot_minutes)
    for opens, closes in _periods(opening, calendar, day.weekday()):
        start, end = moment_at(day, opens, calendar.zone), moment_at(day, closes, calendar.zone)
        while start + length <= end:
            yield start, start + length
            start += length


def _periods(opening: Opening, calendar: WorkingCalendar, weekday: int) -> list[Period]:
    """The unit's periods of a weekday, narrowed to those of the opening where it has its own."""
    hours = sorted(calendar.hours.get(weekday, ()))
    if not opening.week:
        return hours
    own = [
        (organizations.read_clock(a), organizations.read_clock(b))
        for a, b in opening.week.get(str(weekday), [])
    ]
    both = [(max(one[0], two[0]), min(one[1], two[1])) for one in hours for two in own]
    return [(opens, closes) for opens, closes in both if opens < closes]


def _with_seats(opening: Opening, times: list[tuple[datetime, datetime]]) -> list[Slot]:
    taken = taken_seats(opening, [start for start, _end in times])
    return [
        Slot(start, end, opening.capacity, max(opening.capacity - taken[start], 0)) for start, end in times
    ]


def taken_seats(opening: Opening, starts: list[datetime]) -> Counter[datetime]:
    """How many seats are taken in the slots that begin at the moments."""
    rows = Booking.objects.filter(opening=opening, starts_at__in=starts).exclude(
        state=Booking.State.CANCELLED
    )
    return Counter(rows.values_list("starts_at", flat=True))
