"""Licences: what other modules may use."""

from balai.services.licences.actions.change_standing import change_standing
from balai.services.licences.actions.note_visit import FindingDraft, add_finding, note_visit
from balai.services.licences.actions.record_licence import record_licence
from balai.services.licences.cards import LicenceCard, LicenceDraft
from balai.services.licences.selectors import licences_of_case
from balai.services.licences.visiting import begin_visit

__all__ = [
    "FindingDraft",
    "LicenceCard",
    "LicenceDraft",
    "add_finding",
    "begin_visit",
    "change_standing",
    "licences_of_case",
    "note_visit",
    "record_licence",
]
