"""The end of a day: nobody waits for ever, no counter stays open over night."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.apart import each_apart
from balai.services.queues import events
from balai.services.queues.actions.moving import end_of
from balai.services.queues.actions.noting import note
from balai.services.queues.hours import AFTER, Hours, hours_of, live_since, with_days
from balai.services.queues.models import Period, Place, Shift, Ticket, Visit

ENDS = {
    Period.Kind.WAITING: Period.End.LEFT,
    Period.Kind.TRANSFERRED: Period.End.LEFT,
    Period.Kind.HELD: Period.End.LEFT,
    Period.Kind.CALLED: Period.End.MISSED,
    Period.Kind.SERVING: Period.End.DONE,
}


@dataclass(frozen=True)
class _Over:
    """A place with the moment before whose day everything has ended."""

    place: Place
    hours: Hours
    now: datetime

    @property
    def open_tickets(self) -> Q:
        """The numbers of days that are over: earlier ones, and today's once the doors have been closed for a while."""
        last = self._live if self._is_over else self._live - timedelta(days=1)
        return Q(visit__place=self.place, day__lte=last)

    @property
    def forgotten_since(self) -> datetime | None:
        """Whoever sat down before has gone without saying so; None while the place serves."""
        if self._is_over:
            return self.now - AFTER
        return None if self.hours.is_open(self.now) else self.hours.at(self._live, time.min)

    @property
    def _live(self) -> date:
        """The date of those who are served now: for a while after midnight the one before."""
        return self.hours.day(self.now - AFTER)

    @property
    def _is_over(self) -> bool:
        spans = self.hours.spans(self._live)
        return not spans or self.now >= spans[-1][1] + AFTER


def close_days() -> int:
    """End what is open at places whose day is over; how many numbers that were."""
    now = timezone.now()
    places = {place.pk: place for place in with_days(Place.objects.all(), live_since(now))}
    hours = hours_of(list(places.values()), live_since(now)) if places else {}
    closed: list[int] = []

    def close(place_id: UUID) -> bool:
        closed.append(_close(_Over(places[place_id], hours[place_id], now)))
        return True

    each_apart(places, close, "queue_day_not_closed")
    return sum(closed)


@transaction.atomic
def _close(over: _Over) -> int:
    left = Ticket.objects.filter(over.open_tickets, state=Ticket.State.RESERVED)
    visits = list(left.values_list("visit_id", flat=True))
    ended = left.update(state=Ticket.State.LEFT)
    periods = Period.objects.filter(
        ended_at=None, ticket__in=Ticket.objects.filter(over.open_tickets).values("pk")
    )
    ended += sum(_end(periods, kind, ended_as, over.now) for kind, ended_as in ENDS.items())
    _leave(visits, over.now)
    if since := over.forgotten_since:
        _get_up(over, since)
    if ended:
        note(SYSTEM, events.DAY_CLOSED, over.place, place=over.place.title, count=ended)
    return ended


def _end(periods: QuerySet[Period], kind: str, ended_as: str, now: datetime) -> int:
    return periods.filter(kind=kind).update(ended_at=end_of(now), ended_as=ended_as)


def _leave(visits: Sequence[UUID], now: datetime) -> None:
    """Visits of which no number goes on any more."""
    Visit.objects.filter(pk__in=visits, left_at=None).update(left_at=now)


def _get_up(over: _Over, since: datetime) -> None:
    shifts = Shift.objects.filter(counter__place=over.place, ended_at=None, started_at__lt=since)
    shifts.update(ended_at=over.now)
