"""Agreements with their parties, texts and what became of them."""

from balai.territory.agreements.models.agreement import Agreement, Stage, Standing
from balai.territory.agreements.models.draft import Draft, Initial, Remark, Verdict
from balai.territory.agreements.models.kind import AgreementKind
from balai.territory.agreements.models.life import Extension, Obligation, Reminder, Report, Signature
from balai.territory.agreements.models.party import Invitation, Party, Sort

__all__ = [
    "Agreement",
    "AgreementKind",
    "Draft",
    "Extension",
    "Initial",
    "Invitation",
    "Obligation",
    "Party",
    "Remark",
    "Reminder",
    "Report",
    "Signature",
    "Sort",
    "Stage",
    "Standing",
    "Verdict",
]
