"""Rows as the dataclasses that other modules get."""

from django.utils import timezone

from balai.foundation.documents import house
from balai.foundation.documents.engine.composing import public_url
from balai.foundation.documents.models import Document, DocumentFile, Signature
from balai.foundation.documents.words import DocumentCard, SignatureCard, State


def state_of(document: Document) -> State:
    """The state today: a valid document past its last day is expired."""
    if document.state == Document.State.VALID and is_expired(document):
        return "expired"
    return document.state  # type: ignore[return-value]


def is_expired(document: Document) -> bool:
    """True when the last day of validity has passed."""
    return bool(document.valid_until and house.local_date(timezone.now()) > document.valid_until)


def signature_card(signature: Signature) -> SignatureCard:
    """A signature block as people read it."""
    return SignatureCard(
        signature.place,
        signature.signer_name,
        signature.post_title,
        signature.signed_at,
        signature.is_trial,
        signature.user_id,
        signature.failure,
    )


def newest_file(document: Document) -> DocumentFile:
    """The file as it stands now, with every signature made so far."""
    return max(document.files.all(), key=lambda file: file.revision)


def document_card(document: Document) -> DocumentCard:
    """The card of a document (its number, files and signatures are read when they were not prefetched)."""
    file = newest_file(document)
    return DocumentCard(
        id=document.pk,
        code=document.code,
        url=public_url(document.code),
        number=document.number.text,
        kind=document.kind,
        title=document.title,
        subject=document.subject,
        state=state_of(document),
        unit_id=document.unit_id,
        owner_id=document.owner_id,
        case_id=document.case_id,
        issued_at=document.issued_at,
        valid_until=document.valid_until,
        sha256=file.sha256,
        size=file.size,
        signatures=tuple(signature_card(each) for each in document.signatures.all()),
    )
