"""End what has waited too long: the system takes the action that the procedure has for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from balai.foundation.cases.actions.send_signal import answer
from balai.foundation.cases.automatic import each_apart
from balai.foundation.cases.models import Case, CaseQuerySet, spec_of

BATCH = 500


def end_waits(now: datetime) -> int:
    """Send ``<signal>.expired`` to each case whose wait is over, once. Returns how many went on.

    Two workers at once, or a killed one, neither lose nor double any.
    """
    return each_apart(_over(now).order_by("expires_at").values_list("pk", flat=True)[:BATCH], _end, now)


def _over(now: datetime) -> CaseQuerySet:
    return Case.objects.unscoped().filter(expires_at__lte=now, closed_at=None)


@transaction.atomic
def _end(case_id: UUID, now: datetime) -> bool:
    case = _over(now).select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()
    if case is None:
        return False
    return answer(case, spec_of(case.procedure_id).states[case.state].expiry, {}, now)
