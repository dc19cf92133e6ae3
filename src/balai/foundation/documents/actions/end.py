"""Take a document out of force: revoke it, or replace it by a corrected one."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.documents import access, cards, events
from balai.foundation.documents.actions.issue import issue
from balai.foundation.documents.models import Document
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.words import DocumentCard, IssueRequest


@transaction.atomic
def revoke(actor: Actor, document_id: UUID, reason: str, note: str = "") -> DocumentCard:
    """Revoke a document. The public page shows the category ``reason``; ``note`` stays in the office.

    The number stays used. Raises NotVisible, NotAllowed, Invalid for an unknown reason, Conflict when it
    ended before.
    """
    if reason not in Document.Reason.values:
        raise Invalid(_("Pilih alasan pencabutan."), {"reason": _("Pilih salah satu alasan.")})
    document = access.get_document(actor, document_id, to="end", lock=True)
    _end(document, Document.State.REVOKED, reason, note)
    _record(actor, document, events.REVOKED, reason=str(Document.Reason(reason).label))
    return cards.document_card(document)


@transaction.atomic
def replace(actor: Actor, document_id: UUID, request: IssueRequest, *, passphrase: str = "") -> DocumentCard:
    """Issue a corrected document and let the old one point to it.

    Returns the new one; raises as issue and revoke.
    """
    document = access.get_document(actor, document_id, to="end", lock=True)
    _require_running(document)
    new = issue(actor, request, passphrase=passphrase)
    document.replaced_by_id = new.id
    _end(document, Document.State.REPLACED, Document.Reason.WRONG_DATA, "")
    _record(actor, document, events.REPLACED, new_number=new.number)
    return new


def _require_running(document: Document) -> None:
    if document.ended_at:
        day = document.ended_at.strftime("%d-%m-%Y")
        raise Conflict(_("Dokumen ini sudah tidak berlaku sejak {day}.").format(day=day))


def _end(document: Document, state: str, reason: str, note: str) -> None:
    _require_running(document)
    document.state, document.ended_at = state, timezone.now()
    document.end_reason, document.end_note = reason, note[:240]
    document.save(update_fields=["state", "ended_at", "end_reason", "end_note", "replaced_by"])


def _record(actor: Actor, document: Document, name: str, **facts: str) -> None:
    record_of(
        actor,
        document,
        name,
        public=True,
        number=document.number.text,
        **facts,
    )
