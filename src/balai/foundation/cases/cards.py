"""What other modules see of a case: frozen, without identity numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from balai.core.ui.pills import Pill
from balai.foundation.cases.models import Case
from balai.foundation.cases.procedure.spec import APPLICANT, ActionField, ActionKind, Procedure, Words
from balai.foundation.cases.wording import status_pill
from balai.foundation.forms.api import Answers


@dataclass(frozen=True)
class OpenCase:
    """A request to open a case. ``answers`` come from ``forms`` with identity numbers sealed.

    ``due_at`` is for what has to be done by a day, whatever the limit of the procedure. Later than now.
    """

    procedure: str
    unit_id: UUID
    code_prefix: str
    title: str
    applicant_id: UUID | None = None
    applicant_name: str = ""
    subject: str = ""
    channel: str = "daring"
    data: Mapping[str, Any] = field(default_factory=dict)
    service: str = ""
    form: str = ""
    form_version: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)  # why somebody else opens it; told by the event
    due_at: datetime | None = None


@dataclass(frozen=True)
class Behalf:
    """For whom a counter acts, and why it may; the event tells the basis."""

    person_id: UUID
    basis: Mapping[str, str]


@dataclass(frozen=True)
class ActInput:
    """What comes with an action. ``seen_version`` is the case's version on the page that the person saw."""

    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] | None = None
    task_id: UUID | None = None
    seen_version: int | None = None
    filed: Answers | None = None  # what was filled in, where the action has a form
    behalf: Behalf | None = None  # an objection that is lodged at a counter


@dataclass(frozen=True)
class CaseCard:
    """A case in short."""

    id: UUID
    code: str
    title: str
    subject: str
    procedure: str
    service: str
    unit_id: UUID
    applicant_id: UUID | None
    applicant_name: str
    channel: str
    state: str
    state_name: Words
    waits_for: (
        str  # "applicant", or the signal of what happens outside ("payment"); empty while officers work
    )
    waits_for_applicant: bool
    submitted_at: datetime
    due_at: datetime
    closed_at: datetime | None
    outcome: str
    version: int
    procedure_id: UUID  # the version that it runs by
    form_version: int = 0  # 0 where no form was filled in
    records: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what officers wrote down

    @property
    def status(self) -> Pill:
        """How it stands, as its applicant reads it."""
        return status_pill(self.outcome, self.waits_for_applicant)


_ICONS = {
    ActionKind.FORWARD: "check",
    ActionKind.RETURN: "undo-2",
    ActionKind.REJECT: "ban",
    ActionKind.WITHDRAW: "x",
    ActionKind.SIGNAL: "radio",
    ActionKind.RECALL: "undo-2",
    ActionKind.AFTER: "gavel",
    ActionKind.OBJECTION: "scale",
}


@dataclass(frozen=True)
class ActionCard:
    """An action that somebody has on a case now."""

    code: str
    label: Words
    confirm: Words
    kind: ActionKind
    primary: bool
    needs_reason: bool
    tells_applicant: bool
    needs_second_factor: bool
    by_applicant: bool
    fields: tuple[ActionField, ...] = ()
    form: str = ""
    issues_document: bool = False
    signs_document: bool = False
    until: datetime | None = None  # the last moment, where the action can come only for a while

    @property
    def is_plain(self) -> bool:
        """True when one press is enough: nothing to write, nothing to confirm, no second factor."""
        return not (self.fields or self.form or self.needs_reason or self.confirm or self.needs_second_factor)

    @property
    def icon(self) -> str:
        """The icon of the action's button."""
        return "signature" if self.issues_document or self.signs_document else _ICONS[self.kind]


def card_of(case: Case, spec: Procedure) -> CaseCard:
    """The card of a case."""
    return CaseCard(
        id=case.id,
        code=case.code,
        title=case.title,
        subject=case.subject,
        procedure=spec.code,
        service=case.service_code,
        unit_id=case.unit_id,
        applicant_id=case.applicant_id,
        applicant_name=case.applicant_name,
        channel=case.channel,
        state=case.state,
        state_name=spec.states[case.state].name,
        waits_for=spec.states[case.state].signal,
        waits_for_applicant=spec.states[case.state].signal == APPLICANT,
        submitted_at=case.submitted_at,
        due_at=case.due_at,
        closed_at=case.closed_at,
        outcome=case.outcome,
        version=case.version,
        form_version=int(case.form_version or 0),
        procedure_id=case.procedure_id,
        records=case.records,
    )
