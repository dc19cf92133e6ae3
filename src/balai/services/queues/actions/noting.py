"""Events of a place, with the unit and the region that they are about."""

from typing import Any

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.services.queues.models import Place


def note(actor: Actor, name: str, place: Place, /, *, subject: Any = None, **facts: Any) -> None:
    """Append the event of what happened at a place, to the place itself where no other ``subject`` is given."""
    unit = place.unit
    record(actor, name, subject=subject or place, unit_id=unit.pk, region_code=unit.region_id, **facts)
