"""Who can be put at a counter, where somebody can move, and whose floors are whose: reads for the coordinator."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from balai.core.actor import Actor
from balai.foundation.accounts.api import PersonCard, within, workers_of
from balai.services.queues.hours import live_since
from balai.services.queues.models import Counter, Place, Shift, Ticket
from balai.services.queues.policies import SERVE, SUPERVISE


@dataclass(frozen=True)
class FloorRef:
    """A floor that somebody coordinates, with how many wait there today."""

    code: str
    name: str
    waiting: int


def floors_of(actor: Actor) -> list[FloorRef]:
    """The floors of an actor; one query."""
    waiting = Q(lines__tickets__state=Ticket.State.WAITING, lines__tickets__day__gte=live_since())
    places: Any = (
        Place.objects.active()
        .filter(within(actor, SUPERVISE))
        .annotate(waiting=Count("lines__tickets", filter=waiting))
    )
    return [FloorRef(place.code, place.title, place.waiting) for place in places]


def free_officers(counter: Counter) -> list[PersonCard]:
    """Those of the place and of the counter's agencies who may serve and sit nowhere now, by name."""
    units = {counter.place.unit_id, *(line.unit_id for line in counter.lines.all())}
    found = {person.id: person for unit_id in units for person in workers_of(unit_id, SERVE)}
    taken = set(Shift.objects.filter(ended_at=None, officer__in=found).values_list("officer_id", flat=True))
    free = [person for person in found.values() if person.id not in taken]
    return sorted(free, key=lambda person: person.name)


def free_counters(counter: Counter) -> list[Counter]:
    """The other counters of the place at which nobody sits."""
    sat_at = Shift.objects.filter(ended_at=None, counter__place_id=counter.place_id).values("counter_id")
    rows = Counter.objects.filter(place_id=counter.place_id, is_active=True)
    return list(rows.exclude(pk=counter.pk).exclude(pk__in=sat_at))
