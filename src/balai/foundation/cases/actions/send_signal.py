"""Something outside has happened that a case may wait for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.foundation.cases.cards import ActInput
from balai.foundation.cases.deciding import decide
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case, spec_of

Facts = Mapping[str, Any]


@transaction.atomic
def send_signal(case_id: UUID, signal: str, facts: Facts | None = None) -> bool:
    """Take the action that the case's state has for the signal; False when it does not wait for it.

    Late and double calls are harmless: the case is locked, and the second finds it moved on. ``facts`` become
    records of the case and input of the effects, so they carry no identity numbers.
    """
    case = Case.objects.unscoped().select_for_update(of=("self",)).filter(pk=case_id, closed_at=None).first()
    return case is not None and answer(case, signal, facts or {}, timezone.now())


def answer(case: Case, signal: str, facts: Facts, now: datetime) -> bool:
    """What the procedure has for the signal, on a case that the caller has locked."""
    spec = spec_of(case.procedure_id)
    action = spec.answer_to(case.state, signal)
    if action:
        decide(Step(SYSTEM, case, spec, action, None, now), ActInput(data=dict(facts)))
    return action is not None
