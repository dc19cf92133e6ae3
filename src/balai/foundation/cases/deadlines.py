"""Deadlines in working time: computed by the calendar of the unit that holds the matter."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from balai.core.clock import Limit
from balai.foundation.cases.models import Case, spec_of
from balai.foundation.cases.procedure.spec import Action, ActionKind
from balai.foundation.organizations.api import calendar_of


def due_after(unit_id: UUID, start: datetime, limit: Limit) -> datetime:
    """When the limit, counted in the unit's working time from ``start``, is over."""
    return calendar_of(unit_id).add(start, limit)


def minutes_left(unit_id: UUID, now: datetime, due_at: datetime) -> int:
    """Service minutes from now until the deadline, rounded up; 0 when it has passed."""
    if due_at <= now:
        return 0
    return ceil(calendar_of(unit_id).between(now, due_at) / timedelta(minutes=1))


def due_with(unit_id: UUID, now: datetime, minutes: int) -> datetime:
    """The deadline when the given service minutes remain from now."""
    return due_after(unit_id, now, Limit("service_minutes", minutes)) if minutes else now


def last_moment(case: Case, action: Action) -> datetime | None:
    """Until when the action can be taken after the decision; None without such a limit, or while the case is open."""
    if case.closed_at is None or action.within is None:
        return None
    return due_after(case.unit_id, case.closed_at, action.within)


def objection_until(case: Case) -> datetime | None:
    """Until when the applicant may object to the decision; None where the procedure knows no objection to it."""
    ways = spec_of(case.procedure_id).actions_from(case.state)
    objection = next((way for way in ways if way.kind == ActionKind.OBJECTION), None)
    return last_moment(case, objection) if objection else None


def warn_before(unit_id: UUID, now: datetime, due_at: datetime) -> datetime:
    """When three quarters of the service time until the deadline have passed."""
    calendar = calendar_of(unit_id)
    minutes = int(calendar.between(now, due_at) / timedelta(minutes=1)) * 3 // 4
    return calendar.add(now, Limit("service_minutes", minutes)) if minutes else due_at
