"""Keep the list of a life event: for oneself, or at a counter for somebody who is served there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.accounts.api import served_citizen
from balai.foundation.audit.api import record
from balai.foundation.forms.api import clean
from balai.services.catalogue.api import life_event
from balai.services.lifeevents import events
from balai.services.lifeevents.models import Journey
from balai.services.lifeevents.selectors import guide_of


@transaction.atomic
def keep_journey(actor: Actor, event: str, answers: Mapping[str, Any]) -> UUID:
    """Begin the person's journey for the event, or give the open one these answers.

    Raises NotAllowed for a visitor, NotVisible without a guide, Invalid with the faults by question.
    """
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk menyimpan daftar ini."))
    return _keep(actor, actor.user_id, event, answers)


@transaction.atomic
def keep_for(actor: Actor, person_id: UUID, event: str, answers: Mapping[str, Any], proof: str = "") -> UUID:
    """The same at a counter. Raises NotVisible, NotAllowed (see ``accounts.api.served_citizen``), Invalid."""
    return _keep(actor, served_citizen(actor, person_id, proof).id, event, answers)


def _keep(actor: Actor, person_id: UUID, event: str, answers: Mapping[str, Any]) -> UUID:
    kept = clean(guide_of(event).questions, answers).values
    journey, _is_new = Journey.objects.update_or_create(
        person_id=person_id, event_id=event, closed_at=None, defaults={"answers": kept}
    )
    record(actor, events.KEPT, subject=journey, event=life_event(event).title)
    return journey.pk
