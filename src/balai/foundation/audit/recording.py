"""Appending events: in the transaction of the change that they tell of."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.audit.context import current_context
from balai.foundation.audit.models import Event
from balai.foundation.audit.registry import require

SEAL_EVERY = 500  # events, on average, between two requests for sealing beside the clock


def record(
    actor: Actor,
    name: str,
    *,
    subject: models.Model,
    unit_id: UUID | None = None,
    region_code: str = "",
    public: bool = False,
    role: str = "",
    **facts: Any,
) -> UUID:
    """Append an event in the current transaction. Facts are plain JSON values without identity numbers.

    Raises LookupError for a name that was not declared.
    """
    require(name)
    event = Event(
        name=name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_role=role,
        unit_id=unit_id,
        region_code=region_code,
        is_public=public,
        facts=facts,
        happened_at=timezone.now(),
        context_id=current_context(),
    )
    event.save(force_insert=True)
    if event.id.int % SEAL_EVERY == 0:
        transaction.on_commit(partial(_ask_for_sealing), robust=True)
    return event.id


def _ask_for_sealing() -> None:
    from balai.foundation.audit.tasks import ask_for_sealing

    ask_for_sealing()
