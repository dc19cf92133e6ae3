"""Cases: what other modules may use."""

from typing import Literal
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.cases import access
from balai.foundation.cases.actions.act import act
from balai.foundation.cases.actions.act_with_form import act_with_form
from balai.foundation.cases.actions.add_note import add_note
from balai.foundation.cases.actions.follow_known import follow_known
from balai.foundation.cases.actions.give_task import give_task, give_tasks
from balai.foundation.cases.actions.hand_over import hand_over
from balai.foundation.cases.actions.install_procedure import install_procedure
from balai.foundation.cases.actions.note_overdue import note_overdue_tasks
from balai.foundation.cases.actions.open_case import open_case
from balai.foundation.cases.actions.send_signal import send_signal
from balai.foundation.cases.addresses import show_applicants_at
from balai.foundation.cases.cards import ActInput, ActionCard, Behalf, CaseCard, OpenCase, card_of
from balai.foundation.cases.effects import EffectContext, effect
from balai.foundation.cases.inbox import InboxFilters, InboxPage, InboxRow, inbox, inbox_counts
from balai.foundation.cases.issuing import facts_of as words_of
from balai.foundation.cases.known import Known, case_facts
from balai.foundation.cases.lists import (
    CaseList,
    OwnStatus,
    own_cases,
    own_counts,
    worked_by_procedure,
    worked_cases,
)
from balai.foundation.cases.matter import shown_answers as _shown_answers
from balai.foundation.cases.models import spec_of
from balai.foundation.cases.on_behalf import objection_of, objections_of
from balai.foundation.cases.overview import OverviewFilters, Status, open_case_counts
from balai.foundation.cases.panels import Panel, Side, case_panel, panels_of
from balai.foundation.cases.remembering import (
    Remembered,
    cases_for_services,
    opened_at_counter,
    remembered,
)
from balai.foundation.cases.selectors import (
    TrackedCase,
    applicant_of,
    available_actions,
    cases_of_applicant,
    count_cases_of,
    find_by_code,
    running_cases_of,
)
from balai.foundation.cases.starting import Beginning, first_day
from balai.foundation.cases.timeline import TimelineEntry
from balai.foundation.cases.timeline import public_timeline as _public_timeline
from balai.foundation.cases.timeline import timeline as _timeline
from balai.foundation.cases.workshop.patterns import Charge, register_charges
from balai.foundation.cases.workshop.shelf import procedure_codes, procedure_standing
from balai.foundation.forms.api import ShownStep

__all__ = [
    "ActInput",
    "ActionCard",
    "Beginning",
    "Behalf",
    "CaseCard",
    "CaseList",
    "Charge",
    "EffectContext",
    "InboxFilters",
    "InboxPage",
    "InboxRow",
    "Known",
    "OpenCase",
    "OverviewFilters",
    "OwnStatus",
    "Panel",
    "Remembered",
    "Side",
    "Status",
    "TimelineEntry",
    "TrackedCase",
    "act",
    "act_with_form",
    "add_note",
    "answers_of",
    "applicant_of",
    "available_actions_of",
    "case_facts",
    "case_panel",
    "cases_for_services",
    "cases_of_applicant",
    "count_cases_of",
    "effect",
    "find_by_code",
    "first_day",
    "follow_known",
    "get_case",
    "give_task",
    "give_tasks",
    "hand_over",
    "inbox",
    "inbox_counts",
    "install_procedure",
    "note_overdue_tasks",
    "objection_of",
    "objections_of",
    "open_case",
    "open_case_counts",
    "opened_at_counter",
    "own_cases",
    "own_counts",
    "panels_of",
    "procedure_codes",
    "procedure_standing",
    "public_timeline",
    "register_charges",
    "remembered",
    "send_signal",
    "show_applicants_at",
    "running_cases_of",
    "shown_answers",
    "timeline",
    "words_of",
    "worked_by_procedure",
    "worked_cases",
]


def get_case(actor: Actor, case_id: UUID, to: Literal["read", "see"] = "read") -> CaseCard:
    """The case for somebody who may see it, or who reaches it as an officer. Raises NotVisible, NotAllowed."""
    case = access.get_case(actor, case_id, to)
    return card_of(case, spec_of(case.procedure_id))


def answers_of(actor: Actor, case_id: UUID) -> dict[str, object]:
    """The answers of a case as the form kept them, identity numbers sealed. Raises NotVisible."""
    return dict(access.get_case(actor, case_id).answers)


def shown_answers(actor: Actor, case_id: UUID) -> tuple[ShownStep, ...]:
    """The answers of a case in words, identity numbers masked. Raises NotVisible."""
    return _shown_answers(access.get_case(actor, case_id))


def available_actions_of(actor: Actor, case_id: UUID) -> list[ActionCard]:
    """What this person can do with the case now. Raises NotVisible."""
    return available_actions(actor, access.get_case(actor, case_id))


def timeline(actor: Actor, case_id: UUID) -> list[TimelineEntry]:
    """The story for officers. Raises NotVisible, and NotAllowed for the applicant."""
    return _timeline(access.get_case(actor, case_id, to="see"))


def public_timeline(actor: Actor, case_id: UUID) -> list[TimelineEntry]:
    """The story for the applicant. Raises NotVisible."""
    return _public_timeline(access.get_case(actor, case_id))
