"""Reads of a citizen's own applications."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from balai.core.errors import NotVisible
from balai.foundation.forms.api import DraftCard, Holder, my_drafts
from balai.services.applications.purpose import Purpose, read_purpose
from balai.services.catalogue.api import service_titles


@dataclass(frozen=True)
class DraftLine:
    """An unfinished application in a list."""

    id: UUID
    title: str
    step: str
    saved_at: datetime
    expires_at: datetime
    is_correction: bool


def draft_lines(drafts: Iterable[DraftCard]) -> list[DraftLine]:
    """The drafts of applications among a person's drafts."""
    mine = [(draft, purpose) for draft in drafts if (purpose := _purpose(draft))]
    titles = service_titles({purpose.service_code for _draft, purpose in mine})
    return [
        DraftLine(
            draft.id,
            titles.get(purpose.service_code, str(draft.spec.title)),
            draft.step,
            draft.saved_at,
            draft.expires_at,
            purpose.case_id is not None,
        )
        for draft, purpose in mine
    ]


def begun_services(holder: Holder) -> dict[str, str]:
    """The holder's own unfinished new applications: the address of each by the code of its service."""
    mine = [(draft, purpose) for draft in my_drafts(holder) if (purpose := _purpose(draft))]
    return {
        purpose.service_code: reverse("applications:step", args=[draft.id, draft.step])
        for draft, purpose in mine
        if purpose.service_code and not purpose.applicant_id
    }


def _purpose(draft: DraftCard) -> Purpose | None:
    try:
        return read_purpose(draft.purpose)
    except (NotVisible, ValueError):
        return None
