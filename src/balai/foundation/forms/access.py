"""The way to obtain one draft or one attachment, or 404."""

from collections.abc import Callable
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment, Draft, Upload
from balai.foundation.forms.selectors import visible_to

OwnerCheck = Callable[[Actor, UUID], bool]
PersonFinder = Callable[[UUID], UUID | None]
_OWNERS: dict[str, tuple[OwnerCheck, PersonFinder]] = {}


def register_attachment_owner(kind: str, check: OwnerCheck, person: PersonFinder) -> None:
    """Say who may read attachments linked to subjects of a kind, and whose data they are.

    ``check(actor, subject_id)`` answers the first, ``person(subject_id)`` the second (None: nobody with an account).
    """
    if _OWNERS.get(kind, (check, person)) != (check, person):
        raise ValueError(f"attachment owner {kind} is registered twice")
    _OWNERS[kind] = (check, person)


def person_of(row: Attachment) -> UUID | None:
    """Whose data an attachment is: the applicant's, also when an officer at a counter uploaded it."""
    if row.subject_id is None:
        return row.uploader_id
    known = _OWNERS.get(row.subject_kind)
    return known[1](row.subject_id) if known else None


def has_owner(kind: str) -> bool:
    """True when somebody answers for the kind."""
    return kind in _OWNERS


def get_draft(holder: Holder, draft_id: UUID, *, lock: bool = False) -> Draft:
    """The holder's own draft. Raises NotVisible for everybody else's and for an expired one."""
    rows = visible_to(holder).select_related("form").prefetch_related("attachments", "uploads")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row: Draft | None = rows.filter(pk=draft_id).first()
    if row is None:
        raise NotVisible(_("Draf ini tidak ada. Mungkin sudah dikirim, dihapus, atau kedaluwarsa."))
    return row


def get_attachment(holder: Holder, attachment_id: UUID) -> Attachment:
    """A checked attachment of an own draft, or of a subject that the actor may read. Raises NotVisible."""
    row = Attachment.objects.filter(pk=attachment_id, state=Attachment.State.CHECKED).first()
    if row is None or not _may_read(holder, row):
        raise NotVisible(_("Berkas ini tidak ada."))
    return row


def get_upload(holder: Holder, upload_id: UUID, *, claim: bool = False) -> Upload:
    """An upload in one of the holder's drafts; ``claim`` keeps it for this transaction.

    Raises NotVisible, Conflict when somebody has claimed it just now.
    """
    rows = Upload.objects.select_related("draft__form").filter(draft__in=visible_to(holder))
    if claim:
        rows = rows.select_for_update(of=("self",), nowait=True)
    try:
        with transaction.atomic():
            row = rows.filter(pk=upload_id).first()
    except OperationalError as error:
        raise Conflict(_("Bagian lain dari berkas ini sedang diterima.")) from error
    if row is None:
        raise NotVisible(_("Pengiriman berkas ini tidak ada lagi. Pilih berkasnya sekali lagi."))
    return row


def _may_read(holder: Holder, row: Attachment) -> bool:
    if row.subject_id is not None:
        return _may_read_subject(holder.actor, row.subject_kind, row.subject_id)
    return row.draft_id is not None and visible_to(holder).filter(pk=row.draft_id).exists()


def _may_read_subject(actor: Actor, kind: str, subject_id: UUID) -> bool:
    known = _OWNERS.get(kind)
    return known is not None and known[0](actor, subject_id)


def require_subject(actor: Actor, kind: str, subject_id: UUID) -> None:
    """Raise NotVisible unless the actor may read files linked to the subject."""
    if not _may_read_subject(actor, kind, subject_id):
        raise NotVisible(_("Berkas ini tidak ada."))
