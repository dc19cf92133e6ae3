"""What a new day off touches."""

from datetime import timedelta

import time_machine

from balai.foundation.cases.calendar_effect import running_limits
from balai.foundation.cases.models import Task
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.test_engine import at
from balai.foundation.organizations.api import Effect


def test_running_limits_are_counted_by_day_and_unit(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        submit(cast)
        due = Task.objects.unscoped().get().due_at.date()
        unit, other = cast.village.pk, cast.neighbour.pk
        assert running_limits(due, None) == running_limits(due, unit) == Effect(running=1, due=1)
        assert running_limits(due, other) == Effect()
        assert running_limits(due + timedelta(days=1), None) == Effect()
        assert running_limits(due - timedelta(days=30), None) == Effect()
