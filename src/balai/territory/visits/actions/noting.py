"""Events of visits, each with the unit that coordinates and the code of the visit."""

from typing import Any

from django.db import models

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.territory.visits.models import Change, Delegation


def note(
    actor: Actor, name: str, delegation: Delegation, subject: models.Model | None = None, **facts: Any
) -> None:
    """Record the event; facts besides ``code`` and ``origin`` as its sentence wants them."""
    unit = delegation.unit
    record(
        actor,
        name,
        subject=subject or delegation,
        unit_id=unit.pk,
        region_code=unit.region_id,
        code=delegation.code,
        origin=delegation.origin_name,
        **facts,
    )


def note_change(actor: Actor, delegation: Delegation, says: dict[str, str]) -> None:
    """Remember a change of a confirmed programme, for everybody to be told."""
    if delegation.state == Delegation.State.CONFIRMED:
        Change.objects.create(delegation=delegation, says=says, by=actor.name)
