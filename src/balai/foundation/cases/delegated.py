"""What somebody may do for a colleague on leave: the colleague's work on that unit, without signing."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from balai.core.actor import Grant
from balai.core.prepared import Prepared
from balai.foundation.accounts.api import also_grants, live_grants
from balai.foundation.cases.models import Delegation

LENT = frozenset({"cases.work", "cases.view", "documents.view"})


@also_grants
def delegated_grants(user_id: UUID, on: date) -> tuple[Grant, ...]:
    """The colleagues' roles on the day, cut to their unit and to work on cases; one query when there are none."""
    return tuple(
        _lent(grant, giver_id, giver)
        for giver_id, giver, unit_id in _LIVE.rows(user_id, on)
        for grant in live_grants(giver_id, on)
        if grant.unit_id == unit_id and "cases.work" in grant.permissions
    )


def _live(user_id: UUID, on: date) -> "QuerySet[Delegation, tuple[Any, ...]]":
    rows = Delegation.objects.live(on).filter(receiver_id=user_id)
    return rows.values_list("giver_id", "giver__full_name", "unit_id")


_LIVE = Prepared(_live, UUID(int=1), date.min)


def _lent(grant: Grant, giver_id: UUID, giver: str) -> Grant:
    return replace(
        grant,
        reach="unit",
        unit_ids=frozenset({grant.unit_id}),
        region_prefix=None,
        permissions=grant.permissions & LENT,
        standing="delegasi",
        needs_second_factor=False,
        for_id=giver_id,
        for_name=giver,
    )
