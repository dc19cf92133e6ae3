"""End what has waited too long: the system takes the action that the procedure has for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from balai.foundation.cases.actions.send_signal import answer
from balai.foundation.cases.automatic import BATCH, each_case, lock_case
from balai.foundation.cases.models import Case, spec_of


def end_waits(now: datetime) -> int:
    """Send ``<signal>.expired`` to each case whose wait is over, once. Returns how many went on."""
    over = Case.objects.unscoped().filter(expires_at__lte=now, closed_at=None).order_by("expires_at")
    return each_case(over.values_list("pk", flat=True)[:BATCH], _end, now)


@transaction.atomic
def _end(case_id: UUID, now: datetime) -> bool:
    case = lock_case(case_id)
    if case is None or case.expires_at is None or case.expires_at > now:
        return False
    return answer(case, spec_of(case.procedure_id).states[case.state].expiry, {}, now)
