"""Journeys among what is held about a person, and what of it goes when they ask."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.foundation.forms.api import shown
from balai.foundation.privacy.api import Eraser, Fact, Section, register_eraser, register_holding
from balai.services.catalogue.api import life_event
from balai.services.lifeevents.models import Journey
from balai.services.lifeevents.selectors import answers_in_force, guide_of


def connect() -> None:
    """Register both, at start."""
    register_holding(journeys_held)
    register_eraser("journeys", Eraser(count_journeys, forget_journeys))


def journeys_held(actor: Actor) -> Iterator[Section]:
    """The person's journeys with what was answered."""
    for journey in Journey.objects.visible_to(actor):
        spec = guide_of(journey.event_id)
        kept = answers_in_force(spec, journey.answers)
        fields = [field for field in spec.questions.fields() if field.name in kept]
        facts = [
            Fact(field.name, str(field.label), shown(field, kept[field.name]), kept[field.name])
            for field in fields
        ]
        title = _("Perjalanan: {event}").format(event=life_event(journey.event_id).title)
        yield Section("journey", title, _("Jawaban Anda sendiri"), tuple(facts), journey.created_at)


def count_journeys(person_id: UUID) -> int:
    """How many journeys are kept for the person."""
    return Journey.objects.filter(person_id=person_id).count()


def forget_journeys(person_id: UUID) -> int:
    """Remove the person's journeys; returns how many."""
    found = count_journeys(person_id)
    Journey.objects.filter(person_id=person_id).delete()
    return found
