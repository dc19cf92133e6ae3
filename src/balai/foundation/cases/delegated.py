"""What somebody may do for a colleague on leave: the colleague's work on that unit, without signing."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from balai.core.actor import Grant
from balai.foundation.accounts.api import also_grants, live_grants
from balai.foundation.cases.models import Delegation

LENT = frozenset({"cases.work", "cases.view", "documents.view"})


@also_grants
def delegated_grants(user_id: UUID, on: date) -> tuple[Grant, ...]:
    """The colleagues' roles on the day, cut to their unit and to work on cases; one query when there are none."""
    live = Delegation.objects.live(on).filter(receiver_id=user_id).select_related("giver")
    return tuple(
        _lent(grant, delegation)
        for delegation in live
        for grant in live_grants(delegation.giver_id, on)
        if grant.unit_id == delegation.unit_id and "cases.work" in grant.permissions
    )


def _lent(grant: Grant, delegation: Delegation) -> Grant:
    return replace(
        grant,
        reach="unit",
        unit_ids=frozenset({grant.unit_id}),
        region_prefix=None,
        permissions=grant.permissions & LENT,
        standing="delegasi",
        needs_second_factor=False,
        for_id=delegation.giver_id,
        for_name=delegation.giver.full_name,
    )
