from balai.services.licences.models.kind import LicenceKind, Term
from balai.services.licences.models.licence import Licence
from balai.services.licences.models.reminder import Reminder
from balai.services.licences.models.visit import Finding, Visit

__all__ = ["Finding", "Licence", "LicenceKind", "Reminder", "Term", "Visit"]
