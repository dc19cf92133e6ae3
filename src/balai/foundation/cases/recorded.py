"""What officers wrote down with their actions: a number of another system, a day to come; partly for the applicant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from balai.core.actor import Actor
from balai.core.ui.words import local, long_date
from balai.foundation.cases.cards import CaseCard
from balai.foundation.cases.known import offered
from balai.foundation.cases.models import spec_of
from balai.foundation.cases.panels import Panel, Side, case_panel
from balai.foundation.cases.procedure.spec import ActionField, Procedure


@dataclass(frozen=True)
class Recorded:
    """One thing that was written down, as people read it."""

    label: str
    value: str
    otherwise: str = ""  # what is known by now, where that is something else


@case_panel(order=10, leads_to="cases:case")
def recorded_panel(actor: Actor, card: CaseCard, side: Side) -> Panel | None:
    """All of it for officers; for the applicant what the procedure calls public."""
    rows = list(recorded(card, public_only=side == "applicant", known=_known(card)))
    return Panel("cases/bits/recorded.html", {"rows": rows}) if rows else None


def recorded(
    card: CaseCard, *, public_only: bool, known: Mapping[str, tuple[str, str]] | None = None
) -> Iterator[Recorded]:
    """What stands now, in the order of the procedure, beside what is ``known`` by now where that differs."""
    for field in fields_of(spec_of(card.procedure_id)):
        value = card.records.get(field.name)
        if value and (field.public or not public_only):
            now, source = (known or {}).get(field.name, (value, ""))
            otherwise = "" if now == value else f"{shown_value(field, now)}. {source}"
            yield Recorded(local(field.label), shown_value(field, str(value)), otherwise)


def _known(card: CaseCard) -> Mapping[str, tuple[str, str]]:
    """What modules above know by now for the fields of an open case that were filled from there."""
    taken = [field for field in fields_of(spec_of(card.procedure_id)) if field.name in card.records]
    return {} if card.closed_at else offered(card.id, taken)


def fields_of(spec: Procedure) -> list[ActionField]:
    """What officers write down, each field once: two actions may write down the same."""
    return list({field.name: field for action in spec.actions.values() for field in action.fields}.values())


def shown_value(field: ActionField, value: str) -> str:
    """A value of a field as people read it."""
    return long_date(date.fromisoformat(value)) if field.kind == "date" else value
