"""Decide in place of officers who let the limit pass, where the procedure says so.

UU 30/2014 pasal 53 jo. UU 6/2023: what was not decided in time counts as granted.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM
from balai.foundation.cases.automatic import BATCH, each_case, lock_case
from balai.foundation.cases.cards import ActInput
from balai.foundation.cases.deciding import decide
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Task, spec_of


def decide_late(now: datetime) -> int:
    """Take the deemed decision of each late task, once, with its effects. Returns how many were taken."""
    return each_case(_late(now).order_by("deem_at").values_list("case_id", flat=True)[:BATCH], _decide, now)


def _late(now: datetime) -> "QuerySet[Task]":
    return Task.objects.unscoped().filter(closed_at=None, deem_at__lte=now)


@transaction.atomic
def _decide(case_id: UUID, now: datetime) -> bool:
    case = lock_case(case_id)
    task = _late(now).filter(case_id=case_id).order_by("deem_at", "id").first() if case else None
    if case is None or task is None:
        return False
    spec = spec_of(case.procedure_id)
    action = spec.actions[spec.states[case.state].lane(task.lane).deemed]
    reason = _("Batas waktu terlewati tanpa keputusan petugas.") if action.needs_reason else ""
    decide(Step(SYSTEM, case, spec, action, task, now), ActInput(reason=reason))
    return True
