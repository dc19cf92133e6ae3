"""What officers wrote down with their actions: a number of another system, a day to come; partly for the applicant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from balai.core.actor import Actor
from balai.core.ui.words import local, long_date
from balai.foundation.cases.cards import CaseCard
from balai.foundation.cases.models import spec_of
from balai.foundation.cases.panels import Panel, Side, case_panel
from balai.foundation.cases.procedure.spec import ActionField, Procedure


@dataclass(frozen=True)
class Recorded:
    """One thing that was written down, as people read it."""

    label: str
    value: str


@case_panel(order=10, leads_to="cases:case")
def recorded_panel(actor: Actor, card: CaseCard, side: Side) -> Panel | None:
    """All of it for officers; for the applicant what the procedure calls public."""
    rows = list(recorded(card, public_only=side == "applicant"))
    return Panel("cases/bits/recorded.html", {"rows": rows}) if rows else None


def recorded(card: CaseCard, *, public_only: bool) -> Iterator[Recorded]:
    """What stands now, in the order of the procedure."""
    for field in _fields(spec_of(card.procedure_id)):
        value = card.records.get(field.name)
        if value and (field.public or not public_only):
            yield Recorded(local(field.label), _shown(field, str(value)))


def _fields(spec: Procedure) -> list[ActionField]:
    """Each field once: two actions may write down the same."""
    return list({field.name: field for action in spec.actions.values() for field in action.fields}.values())


def _shown(field: ActionField, value: str) -> str:
    return long_date(date.fromisoformat(value)) if field.kind == "date" else value
