"""Rows as the dataclasses that other modules get."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from balai.foundation.documents import house
from balai.foundation.documents.engine.composing import public_url
from balai.foundation.documents.models import Document, DocumentFile, Judgement, Signature
from balai.foundation.documents.registers import RegisterEntry, register_entries
from balai.foundation.documents.words import IN_FORCE, DocumentCard, JudgementCard, SignatureCard, State


@dataclass(frozen=True)
class Parts:
    """What the caller has at hand, so that it is not read again."""

    file: DocumentFile
    signatures: Sequence[Signature]


def state_of(document: Document, today: date) -> State:
    """The state on a day: a valid document is expired past its last day, and upcoming before its first."""
    if document.state != Document.State.VALID:
        return document.state  # type: ignore[return-value]
    if document.valid_until is not None and today > document.valid_until:
        return "expired"
    return "upcoming" if document.valid_from is not None and today < document.valid_from else "valid"


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
        signature.unit_id,
        signature.standing,
        signature.basis,
        signature.is_outside,
        signature.signer_kind,
        signature.certificate_serial,
        signature.certificate,
        signature.asked_at,
    )


def judged_cards(document_id: UUID) -> tuple[SignatureCard, ...]:
    """The signature blocks of a document in their order, with all that was judged of certificates from outside; two
    queries.
    """
    rows = Judgement.objects.filter(signature__document_id=document_id).defer("evidence")
    judged: dict[int, tuple[JudgementCard, ...]] = {}
    for row in rows.select_related("signature"):
        judged[row.signature.place] = (*judged.get(row.signature.place, ()), _judgement_card(row))
    blocks = Signature.objects.filter(document_id=document_id).order_by("place")
    return tuple(replace(signature_card(row), judgements=judged.get(row.place, ())) for row in blocks)


def _judgement_card(row: Judgement) -> JudgementCard:
    label, cause = str(row.get_word_display()), str(row.get_cause_display())
    return JudgementCard(row.word, label, row.root, row.revoked_at, row.created_at, cause)


def newest_file(document: Document) -> DocumentFile:
    """The file as it stands now, with every signature made so far."""
    return max(document.files.all(), key=lambda file: file.revision)


def document_cards(documents: Iterable[Document]) -> list[DocumentCard]:
    """The cards of many documents by one date, with what registers say of those in force: a query a register."""
    today = house.today()
    found = [document_card(document, today) for document in documents]
    held = register_entries([card.id for card in found if card.state in IN_FORCE])
    return [_as_registered(card, held[card.id]) if card.id in held else card for card in found]


def _as_registered(card: DocumentCard, entry: RegisterEntry) -> DocumentCard:
    return replace(card, state=entry.state, since=entry.since, effect=entry.effect)


def registered_card(document: Document) -> DocumentCard:
    """The card of one document with what registers say of it."""
    return document_cards([document])[0]


def document_card(document: Document, today: date | None = None, parts: Parts | None = None) -> DocumentCard:
    """The card of a document by itself (what is neither prefetched nor given as parts is read)."""
    file = parts.file if parts else newest_file(document)
    signatures = parts.signatures if parts else document.signatures.all()
    return DocumentCard(
        id=document.pk,
        code=document.code,
        url=public_url(document.code),
        number=document.number.text,
        kind=document.kind,
        title=document.title,
        subject=document.subject,
        state=state_of(document, today or house.today()),
        unit_id=document.unit_id,
        owner_id=document.owner_id,
        case_id=document.case_id,
        issued_at=document.issued_at,
        valid_until=document.valid_until,
        sha256=file.sha256,
        size=file.size,
        signatures=tuple(signature_card(each) for each in signatures),
        valid_from=document.valid_from,
    )
