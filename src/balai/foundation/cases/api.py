"""Cases: what other modules may use."""

from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.cases import access
from balai.foundation.cases.actions.act import act
from balai.foundation.cases.actions.add_note import add_note
from balai.foundation.cases.actions.hand_over import hand_over
from balai.foundation.cases.actions.install_procedure import install_procedure
from balai.foundation.cases.actions.note_overdue import note_overdue_tasks
from balai.foundation.cases.actions.open_case import open_case
from balai.foundation.cases.cards import ActInput, ActionCard, CaseCard, OpenCase, card_of
from balai.foundation.cases.effects import EffectContext, effect
from balai.foundation.cases.inbox import InboxFilters, InboxPage, InboxRow, inbox, inbox_counts
from balai.foundation.cases.models import spec_of
from balai.foundation.cases.selectors import TrackedCase, available_actions, cases_of_applicant, find_by_code
from balai.foundation.cases.timeline import TimelineEntry
from balai.foundation.cases.timeline import public_timeline as _public_timeline
from balai.foundation.cases.timeline import timeline as _timeline

__all__ = [
    "ActInput",
    "ActionCard",
    "CaseCard",
    "EffectContext",
    "InboxFilters",
    "InboxPage",
    "InboxRow",
    "OpenCase",
    "TimelineEntry",
    "TrackedCase",
    "act",
    "add_note",
    "answers_of",
    "available_actions_of",
    "cases_of_applicant",
    "effect",
    "find_by_code",
    "get_case",
    "hand_over",
    "inbox",
    "inbox_counts",
    "install_procedure",
    "note_overdue_tasks",
    "open_case",
    "public_timeline",
    "timeline",
]


def get_case(actor: Actor, case_id: UUID) -> CaseCard:
    """The case for somebody who may see it. Raises NotVisible."""
    case = access.get_case(actor, case_id)
    return card_of(case, spec_of(case.procedure_id))


def answers_of(actor: Actor, case_id: UUID) -> dict[str, object]:
    """The answers of a case as the form kept them, identity numbers sealed. Raises NotVisible."""
    return dict(access.get_case(actor, case_id).answers)


def available_actions_of(actor: Actor, case_id: UUID) -> list[ActionCard]:
    """What this person can do with the case now. Raises NotVisible."""
    return available_actions(actor, access.get_case(actor, case_id))


def timeline(actor: Actor, case_id: UUID) -> list[TimelineEntry]:
    """The story for officers. Raises NotVisible, and NotAllowed for the applicant."""
    return _timeline(access.get_case(actor, case_id, to="see"))


def public_timeline(actor: Actor, case_id: UUID) -> list[TimelineEntry]:
    """The story for the applicant. Raises NotVisible."""
    return _public_timeline(access.get_case(actor, case_id))
