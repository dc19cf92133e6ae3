"""What can be chosen in the filters: only services, states and units that the reader meets."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from balai.core.actor import Actor
from balai.core.ui.words import local
from balai.foundation.cases.models import spec_of, units_of_work
from balai.foundation.cases.procedure.spec import StateKind
from balai.foundation.organizations.api import get_units

Choice = tuple[str, str]

# Steps from one service code to the next in the index task_service: its cost is the number of services, not of tasks.
SERVICES = """
SELECT * FROM (WITH RECURSIVE step(code) AS (
  (SELECT service_code FROM cases_task WHERE closed_at IS NULL AND service_code > '' ORDER BY 1 LIMIT 1)
  UNION ALL
  SELECT (SELECT service_code FROM cases_task
          WHERE closed_at IS NULL AND service_code > step.code ORDER BY 1 LIMIT 1)
  FROM step WHERE code IS NOT NULL
)
SELECT step.code, example.title, example.procedure_id
FROM step CROSS JOIN LATERAL (
  SELECT c.title, c.procedure_id FROM cases_task t JOIN cases_case c ON c.id = t.case_id
  WHERE t.closed_at IS NULL AND t.service_code = step.code AND t.unit_id = ANY(%s) LIMIT 1
) example) AS found ORDER BY title
"""


@dataclass(frozen=True)
class Service:
    """A service with an open task, and the procedure that one of its cases follows."""

    code: str
    title: str
    procedure_id: UUID

    @property
    def states(self) -> list[Choice]:
        """The states in which somebody works."""
        states = spec_of(self.procedure_id).states.values()
        return [(state.code, local(state.name)) for state in states if state.kind == StateKind.WORK]


def services_at_work(actor: Actor) -> list[Service]:
    """The services with an open task on the actor's units, by title; one query."""
    with connection.cursor() as cursor:
        cursor.execute(SERVICES, [list(units_of_work(actor))])
        return [Service(*row) for row in cursor.fetchall()]


def units_at_work(actor: Actor) -> list[Choice]:
    """The units of the actor, by code; nothing to choose for whoever works in one place."""
    mine = units_of_work(actor)
    if len(mine) < 2:
        return []
    units = sorted(get_units(mine).values(), key=lambda unit: unit.code)
    return [(str(unit.id), unit.short_name) for unit in units]
