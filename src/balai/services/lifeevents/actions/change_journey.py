"""What a person does with the own journey: tick off, take the tick back, close, remove."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.services.catalogue.api import life_event
from balai.services.lifeevents import events
from balai.services.lifeevents.access import get_journey
from balai.services.lifeevents.models import Journey, Tick
from balai.services.lifeevents.plan import Item, plan
from balai.services.lifeevents.selectors import answers_in_force, guide_of


@transaction.atomic
def tick(actor: Actor, journey_id: UUID, key: str) -> None:
    """Say that a line is done. Raises NotVisible for somebody else's journey or a line that it has not."""
    journey = get_journey(actor, journey_id, lock=True)
    item = _item(journey, key)
    _row, is_new = Tick.objects.get_or_create(journey=journey, key=key)
    if is_new:
        record(actor, events.TICKED, subject=journey, step=local(item.step.title))


@transaction.atomic
def untick(actor: Actor, journey_id: UUID, key: str) -> None:
    """Take the own word back. Raises NotVisible."""
    journey = get_journey(actor, journey_id, lock=True)
    item = _item(journey, key)
    if journey.ticks.filter(key=key).delete()[0]:
        record(actor, events.UNTICKED, subject=journey, step=local(item.step.title))


@transaction.atomic
def close_journey(actor: Actor, journey_id: UUID) -> None:
    """Put the journey among the finished ones; what is applied for later belongs to the next. Raises NotVisible."""
    journey = get_journey(actor, journey_id, lock=True)
    if journey.closed_at is None:
        journey.closed_at = timezone.now()
        journey.save(update_fields=["closed_at", "changed_at"])
        record(actor, events.CLOSED, subject=journey, event=life_event(journey.event_id).title)


@transaction.atomic
def remove_journey(actor: Actor, journey_id: UUID) -> None:
    """Forget the answers and ticks; applications stay as they are. Raises NotVisible."""
    journey = get_journey(actor, journey_id, lock=True)
    record(actor, events.REMOVED, subject=journey, event=life_event(journey.event_id).title)
    journey.delete()


def _item(journey: Journey, key: str) -> Item:
    spec = guide_of(journey.event_id)
    items = {item.key: item for item in plan(spec, answers_in_force(spec, journey.answers))}
    if key not in items:
        raise NotVisible(_("Langkah ini tidak ada di daftar Anda."))
    return items[key]
