"""Documents of a journey: what was uploaded once, and what came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.documents.api import DocumentCard, documents_of_case
from balai.foundation.forms.api import AttachmentCard, attachments_of
from balai.services.applications.api import CASE
from balai.services.lifeevents.progress import Place


@dataclass(frozen=True)
class SentPapers:
    """What one application holds."""

    case_id: UUID
    code: str
    title: str
    files: tuple[AttachmentCard, ...]
    documents: tuple[DocumentCard, ...]


def sent_papers(actor: Actor, found: Sequence[Place]) -> list[SentPapers]:
    """The files and documents of the person's own cases in a journey; cases without any are left out."""
    cases = [place.case for place in found if place.case]
    papers = [
        SentPapers(
            case.id,
            case.code,
            case.title,
            tuple(attachments_of(CASE, case.id)),
            tuple(documents_of_case(actor, case.id)),
        )
        for case in cases
    ]
    return [one for one in papers if one.files or one.documents]
