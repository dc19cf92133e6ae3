"""Licences: what other modules may use."""

from balai.services.licences.actions.record_licence import record_licence
from balai.services.licences.cards import LicenceCard, LicenceDraft
from balai.services.licences.selectors import licences_of_case

__all__ = ["LicenceCard", "LicenceDraft", "licences_of_case", "record_licence"]
