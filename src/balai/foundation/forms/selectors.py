"""Reads of drafts and attachments, always from what the holder may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.display import FileLink
from balai.foundation.forms.examine import Answers, Examination, examine, sound
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment, Draft, Upload
from balai.foundation.forms.spec import FormSpec
from balai.foundation.forms.uploading import UploadCard, upload_card


@dataclass(frozen=True)
class AttachmentCard:
    """A checked attachment. ``size`` in bytes."""

    id: UUID
    field: str
    name: str
    content_type: str
    size: int
    sha256: str

    @property
    def link(self) -> FileLink:
        """How it is shown beside an answer."""
        url = reverse("forms:attachment", args=[self.id])
        return FileLink(self.id, self.name, self.size, url, self.content_type.startswith("image/"))


@dataclass(frozen=True)
class DraftCard:
    """A draft with its form. ``answers`` are as typed, identity numbers sealed; ``known`` were not asked."""

    id: UUID
    spec: FormSpec
    purpose: str
    step: str
    version: int
    saved_at: datetime
    expires_at: datetime
    is_visitors: bool
    answers: Mapping[str, Any] = field(repr=False)
    known: frozenset[str] = frozenset()
    attachments: tuple[AttachmentCard, ...] = ()
    uploads: tuple[UploadCard, ...] = ()

    @property
    def files(self) -> dict[str, list[str]]:
        """Ids of attachments by field."""
        found: dict[str, list[str]] = {}
        for card in self.attachments:
            found.setdefault(card.field, []).append(str(card.id))
        return found

    @property
    def links(self) -> dict[str, FileLink]:
        """Attachments by id, as they are shown."""
        return {str(card.id): card.link for card in self.attachments}

    def examine(self) -> Examination:
        """All answers judged as they stand; a file that is still on its way is missing."""
        judged = examine(self.spec, self.answers, self.files)
        waited = {card.field: card.unfinished for card in self.uploads if card.field in judged.visible}
        return replace(judged, errors={**judged.errors, **waited})

    def clean(self) -> Answers:
        """The answers when they all stand. Raises Invalid with a sentence for each faulty field."""
        return sound(self.spec, self.examine())


def visible_to(holder: Holder) -> Any:
    """The drafts of the holder that have not expired."""
    return Draft.objects.filter(holder.mine, expires_at__gt=timezone.now())


def my_drafts(holder: Holder) -> list[DraftCard]:
    """The drafts of the holder, the last saved first; found on every device."""
    rows = (
        visible_to(holder)
        .select_related("form")
        .prefetch_related("attachments", "uploads")
        .order_by("-saved_at")
    )
    return [draft_card(row) for row in rows]


def draft_card(row: Draft) -> DraftCard:
    """The card of a draft with its checked attachments and the files on their way."""
    coming = [item for item in row.uploads.all() if item.state in (Upload.State.OPEN, Upload.State.JUDGING)]
    checked = [item for item in row.attachments.all() if item.state == Attachment.State.CHECKED]
    return DraftCard(
        row.id,
        spec_of(row.form),
        row.purpose,
        row.step,
        row.version,
        row.saved_at,
        row.expires_at,
        row.owner_id is None,
        row.answers,
        frozenset(row.known),
        tuple(attachment_card(item) for item in checked),
        tuple(upload_card(item) for item in coming),
    )


def attachment_card(row: Attachment) -> AttachmentCard:
    """The card of an attachment."""
    return AttachmentCard(row.id, row.field, row.name, row.content_type, row.size, row.sha256)


def attachments_of(kind: str, subject_id: UUID) -> list[AttachmentCard]:
    """The attachments that were linked to a subject. Callers have obtained the subject through its access."""
    rows = Attachment.objects.filter(subject_kind=kind, subject_id=subject_id, state=Attachment.State.CHECKED)
    return [attachment_card(row) for row in rows]


def count_attachments(uploader_id: UUID) -> int:
    """How many files of the person belong to something that was handed in."""
    return Attachment.objects.filter(uploader_id=uploader_id, subject_id__isnull=False).count()
