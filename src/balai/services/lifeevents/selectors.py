"""Reads of guides and journeys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.cases.api import CaseCard, cases_for_services
from balai.foundation.forms.api import Holder, examine
from balai.services.applications.api import begun_services
from balai.services.appointments.api import BookingCard, own_bookings
from balai.services.catalogue.api import LifeEventCard, life_event, life_events
from balai.services.lifeevents.models import Guide, Journey
from balai.services.lifeevents.plan import plan
from balai.services.lifeevents.progress import Known, Place, places
from balai.services.lifeevents.reading import read_guide
from balai.services.lifeevents.spec import GuideSpec


@dataclass(frozen=True)
class JourneyCard:
    """A journey in a list."""

    id: UUID
    event: LifeEventCard
    begun_at: datetime
    closed_at: datetime | None
    done: int
    total: int


def guided_codes() -> set[str]:
    """The life events that have a guide."""
    return set(Guide.objects.values_list("event_id", flat=True))


def guided_events() -> list[LifeEventCard]:
    """The life events that have a guide, in the reader's language."""
    return [event for event in life_events() if event.is_guided]


def guide_of(code: str) -> GuideSpec:
    """The guide of a life event. Raises NotVisible."""
    definition = Guide.objects.filter(event_id=code).values_list("definition", flat=True).first()
    if definition is None:
        raise NotVisible
    return read_guide(definition)


def answers_in_force(spec: GuideSpec, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Kept answers as far as they still answer a question of the guide."""
    return examine(spec.questions, kept).values


def places_of(actor: Actor, spec: GuideSpec, journey: Journey) -> tuple[Place, ...]:
    """The lines of a journey with where each stands now; for its person, or for a counter that serves them."""
    items = plan(spec, answers_in_force(spec, journey.answers))
    return places(items, _known(actor, spec, journey))


def _known(actor: Actor, spec: GuideSpec, journey: Journey) -> Known:
    """What a journey reads; drafts and appointments only for the person, whose own they are."""
    since = _since(spec, journey)
    found = cases_for_services(actor, journey.person_id, spec.services(), since)
    is_own = actor.user_id == journey.person_id
    return Known(
        cases=_by_service(case for case in found if not _is_after(journey, case)),
        drafts=begun_services(Holder(actor)) if is_own else {},
        bookings=_by_opening(own_bookings(actor, since)) if is_own else {},
        ticks=frozenset(tick.key for tick in journey.ticks.all()),
    )


def _since(spec: GuideSpec, journey: Journey) -> datetime:
    """A case of before the journey belongs to it, unless an earlier journey of the same event had it."""
    since = journey.created_at - timedelta(days=spec.reach_back)
    earlier = Journey.objects.filter(
        person_id=journey.person_id, event_id=journey.event_id, closed_at__lte=journey.created_at
    )
    last = earlier.order_by("-closed_at").values_list("closed_at", flat=True).first()
    return max(since, last) if last else since


def _is_after(journey: Journey, case: CaseCard) -> bool:
    return journey.closed_at is not None and case.submitted_at > journey.closed_at


def _by_service(cases: Any) -> dict[str, list[CaseCard]]:
    found: dict[str, list[CaseCard]] = {}
    for case in cases:
        found.setdefault(case.service, []).append(case)
    return found


def _by_opening(bookings: Sequence[BookingCard]) -> dict[str, list[BookingCard]]:
    found: dict[str, list[BookingCard]] = {}
    for booking in bookings:
        found.setdefault(booking.opening.code, []).append(booking)
    return found


def my_journeys(actor: Actor) -> list[JourneyCard]:
    """The person's journeys, the open ones first, with how far each is."""
    rows = Journey.objects.visible_to(actor).prefetch_related("ticks")
    return [_journey_card(actor, row) for row in sorted(rows, key=lambda row: row.closed_at is not None)]


def _journey_card(actor: Actor, journey: Journey) -> JourneyCard:
    found = places_of(actor, guide_of(journey.event_id), journey)
    done = sum(place.is_done for place in found)
    return JourneyCard(
        journey.pk, life_event(journey.event_id), journey.created_at, journey.closed_at, done, len(found)
    )


def journeys_of_case(actor: Actor, case: CaseCard) -> list[Journey]:
    """The person's open journeys whose guide has the service of the case."""
    rows = Journey.objects.visible_to(actor).filter(closed_at=None)
    return [row for row in rows if case.service and case.service in guide_of(row.event_id).services()]


def open_journey(person_id: UUID | None, event: str) -> Journey | None:
    """The person's open journey for the event."""
    return Journey.objects.filter(person_id=person_id, event_id=event, closed_at=None).first()
