"""Sign a block of a document: at once with the local authority, by a job with an outside signer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.documents import access, cards, events, handover, house, vault
from balai.foundation.documents.following import SignedBlock, tell_signed
from balai.foundation.documents.models import Document, DocumentFile, Signature
from balai.foundation.documents.policies import require_signer
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.signing import current_signer, pades
from balai.foundation.documents.signing.base import Signatory, Signed, SigningFailed, SignOrder
from balai.foundation.documents.standing import require_standing
from balai.foundation.documents.words import DocumentCard

MARKS = [
    "signed_at",
    "user_id",
    "signer_kind",
    "is_trial",
    "certificate_serial",
    "certificate",
    "failure",
    "asked_at",
]


@dataclass(frozen=True)
class Sheet:
    """A document on the desk: its blocks in order, its newest file and that file's revision (0: none
    kept yet).
    """

    document: Document
    signatures: Sequence[Signature]
    revision: int
    pdf: bytes


@house.steady()
@transaction.atomic
def sign(
    actor: Actor, document_id: UUID, place: int, *, passphrase: str = "", in_order: bool = True
) -> DocumentCard:
    """Sign an open block of a document. Blocks are signed in their order, unless the caller keeps another one.

    Raises NotVisible, NotAllowed (wrong person, no right, no second factor), Conflict when it is signed
    already.
    """
    document = access.get_document(actor, document_id, lock=True)
    signature = document.signatures.filter(place=place).first()
    if signature is None:
        raise Invalid(_("Blok tanda tangan ini tidak ada."))
    require_signer(actor, signature.unit_id, document.kind)
    _check_turn(actor, document, signature)
    if in_order and document.signatures.filter(place__lt=place, signed_at=None).exists():
        raise Conflict(_("Penanda tangan sebelumnya belum menandatangani."))
    newest = cards.newest_file(document)
    signatures = list(document.signatures.all())
    sheet = Sheet(document, signatures, newest.revision, vault.get(newest.path, newest.sha256))
    if current_signer().is_inline:
        newest = keep_signature(actor, sheet, place, sign_now(actor, sheet, place))
    else:
        handover.hand_over(actor, signature, passphrase)
        signature.asked_at, signature.failure = timezone.now(), ""
        signature.save(update_fields=["asked_at", "failure"])
    return cards.document_card(document, house.today(), cards.Parts(newest, signatures))


def _check_turn(actor: Actor, document: Document, signature: Signature) -> None:
    require_open(document, signature)
    if signature.is_outside:
        raise NotAllowed(_("Blok ini ditandatangani di luar oleh {name}.").format(name=signature.signer_name))
    if signature.user_id not in {None, actor.user_id}:
        raise NotAllowed(_("Blok ini menunggu tanda tangan {name}.").format(name=signature.signer_name))
    require_standing(actor, signature.unit_id, signature.standing)


def require_open(document: Document, signature: Signature) -> None:
    """Raise Conflict unless the document waits for this signature."""
    if signature.signed_at:
        raise Conflict(_("{name} sudah menandatangani.").format(name=signature.signer_name))
    if document.state != Document.State.WAITING:
        raise Conflict(_("Dokumen ini tidak lagi menunggu tanda tangan."))


def sign_now(actor: Actor, sheet: Sheet, place: int) -> Signed:
    """Have the signer sign the sheet within the request. Raises Invalid with the signer's own sentence."""
    try:
        return current_signer().sign(sheet.pdf, order_for(actor, sheet.document, sheet.signatures[place]))
    except SigningFailed as error:
        raise Invalid(str(error)) from error


def order_for(actor: Actor, document: Document, signature: Signature) -> SignOrder:
    """What the signer is asked for."""
    unit = house.unit(signature.unit_id)
    if actor.user_id is None:
        raise NotAllowed(_("Hanya orang yang dapat menandatangani."))
    return SignOrder(
        field_name=pades.field_name(signature.place),
        signatory=Signatory(actor.user_id, signature.signer_name, signature.post_title, unit.name),
        reason=f"{document.title} {document.number.text}",
        location=unit.short_name,
        moment=timezone.now(),
    )


def keep_signature(actor: Actor, sheet: Sheet, place: int, signed: Signed) -> DocumentFile:
    """Keep the signed file, mark the block, and put the document in force with the last signature."""
    file = store_file(sheet.document, signed.pdf, sheet.revision + 1)
    file.save(force_insert=True)
    mark_signed(actor, sheet, place, signed)
    save_marks(sheet, place)
    record_signature(actor, sheet, place, file)
    return file


def save_marks(sheet: Sheet, place: int) -> None:
    """Write what ``mark_signed`` and its like have marked."""
    sheet.signatures[place].save(update_fields=MARKS)
    sheet.document.save(update_fields=["state", "proof"])


def mark_signed(actor: Actor, sheet: Sheet, place: int, signed: Signed) -> None:
    """Mark the block as signed, and the document as in force with its last block; the caller keeps the rows."""
    signer, signature = current_signer(), sheet.signatures[place]
    signature.signed_at = timezone.now()
    signature.user_id = actor.user_id
    signature.signer_kind, signature.is_trial = signer.kind, signer.is_trial
    signature.certificate_serial, signature.failure, signature.asked_at = signed.certificate_serial, "", None
    if settings.TIMESTAMP_AUTHORITY["url"]:
        _mark_proof(sheet, signed)
    mark_whole(sheet)


def mark_whole(sheet: Sheet) -> None:
    """Mark the document as in force once nobody is missing."""
    if all(each.signed_at for each in sheet.signatures):
        sheet.document.state = Document.State.VALID


def _mark_proof(sheet: Sheet, signed: Signed) -> None:
    """A document is as provable as the weakest of its signatures; a job completes the proof once it is in force.

    Where somebody signs outside it is left as it is: nobody here can vouch for the revocation of a foreign certificate.
    """
    document = sheet.document
    if any(each.is_outside for each in sheet.signatures):
        return
    is_stamped = signed.has_stamp and document.proof != Document.Proof.BASIC
    document.proof = Document.Proof.STAMPED if is_stamped else Document.Proof.BASIC
    transaction.on_commit(partial(_ask_to_lengthen, document.pk), robust=True)


def _ask_to_lengthen(document_id: UUID) -> None:
    from balai.foundation.documents.tasks import lengthen_soon

    lengthen_soon(document_id)


def store_file(document: Document, pdf: bytes, revision: int) -> DocumentFile:
    """Store the file; its row is for the caller to write. An orphan file is swept later."""
    digest = vault.put(pdf)
    return DocumentFile(
        document=document,
        revision=revision,
        path=vault.path_of(digest),
        sha256=digest,
        size=len(pdf),
    )


def record_signature(
    actor: Actor, sheet: Sheet, place: int, file: DocumentFile, event: str = events.SIGNED
) -> None:
    """The event of a signature, and word of it to whoever follows documents of this kind."""
    document, signature = sheet.document, sheet.signatures[place]
    record_of(
        actor,
        document,
        event,
        public=True,
        signer=signature.signer_name,
        place=signature.place,
        post=signature.post_title,
        basis=signature.basis,
    )
    tell_signed(actor, SignedBlock(document.pk, document.kind, cards.signature_card(signature), file.sha256))
