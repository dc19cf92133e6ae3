"""Signatures that are not made here: with an own certificate at an own tool, or on paper. The caller says who may."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.documents import access, cards, events, house, vault
from balai.foundation.documents.actions.judge import begin_proof, take_first
from balai.foundation.documents.actions.sign import (
    Sheet,
    mark_whole,
    record_signature,
    require_open,
    save_marks,
    store_file,
)
from balai.foundation.documents.models import Document
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.roots import roots_in_force
from balai.foundation.documents.signing import pades
from balai.foundation.documents.signing.outside import Certificate, Refused, read_certificate, read_update
from balai.foundation.documents.signing.revocation import Verdict, judge
from balai.foundation.documents.words import DocumentCard, SignatureCard, Word

OUTSIDE, PAPER = "outside", "paper"


def file_to_sign(document_id: UUID) -> bytes:
    """The document as it stands, for whoever signs it outside. Raises NotVisible."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotVisible(_("Dokumen ini tidak ditemukan."))
    file = cards.newest_file(document)
    return vault.get(file.path, file.sha256)


def signature_places(document_id: UUID) -> list[SignatureCard]:
    """The signature blocks of a document in their order, with what was judged of certificates from outside."""
    return list(cards.judged_cards(document_id))


@transaction.atomic
def sign_with_own(
    actor: Actor, document_id: UUID, place: int, content: bytes, *, is_sure: bool = False
) -> DocumentCard:
    """Take the file that somebody signed outside: what is offered now with one valid signature more, and nothing else.

    Raises Invalid with what to do instead, and for a certificate of another name unless one ``is_sure``; Conflict when
    the block is signed, the document does not wait, somebody signed meanwhile, or the certificate signed here before.
    """
    sheet = _on_the_desk(document_id, place)
    if not sheet.signatures[place].is_outside:
        raise Invalid(_("Blok tanda tangan ini tidak ada."))
    _require_current(sheet, content)
    certificate, verdict = _read(sheet, place, content)
    _require_new(sheet, certificate)
    if not is_sure:
        _require_name(sheet.signatures[place].signer_name, certificate.holder)
    card = _keep(actor, sheet, place, content, certificate)
    take_first(actor, sheet.document, sheet.signatures[place], verdict)
    begin_proof(sheet.document)
    return card


def _on_the_desk(document_id: UUID, place: int) -> Sheet:
    document = access.hold(document_id)
    signatures = list(document.signatures.all())
    if not 0 <= place < len(signatures):
        raise Invalid(_("Blok tanda tangan ini tidak ada."))
    require_open(document, signatures[place])
    newest = cards.newest_file(document)
    return Sheet(document, signatures, newest.revision, vault.get(newest.path, newest.sha256))


def _require_current(sheet: Sheet, content: bytes) -> None:
    """A file that goes on from an earlier state was signed while somebody else signed."""
    if content.startswith(sheet.pdf):
        return
    for file in sheet.document.files.filter(revision__lt=sheet.revision):
        if len(content) >= file.size and vault.sha256(content[: file.size]) == file.sha256:
            raise Conflict(
                _(
                    "Sementara itu pihak lain sudah menandatangani. Unduh naskah yang terbaru, tandatangani, "
                    "lalu unggah lagi."
                )
            )


def _read(sheet: Sheet, place: int, content: bytes) -> tuple[Certificate, Verdict]:
    now, roots = timezone.now(), roots_in_force()
    try:
        signature = read_update(sheet.pdf, content, pades.field_name(place))
        certificate = read_certificate(signature, roots, now)
        verdict = judge(signature, roots, now, asks=False)
        if verdict.word == Word.REVOKED:
            raise Refused(
                _(
                    "Sertifikat ini sudah dicabut penerbitnya. Tandatangani dengan sertifikat yang masih berlaku."
                )
            )
    except Refused as refusal:
        raise Invalid(str(refusal), {"file": str(refusal)}) from refusal
    return certificate, verdict


def _require_new(sheet: Sheet, certificate: Certificate) -> None:
    for each in sheet.signatures:
        known = each.certificate.get("issuer") == certificate.issuer
        if known and each.certificate_serial == certificate.serial:
            raise Conflict(
                _("Sertifikat ini sudah menandatangani untuk {name}.").format(name=each.signer_name)
            )


def _require_name(expected: str, holder: str) -> None:
    """At least one word of three letters or more is the same; titles before and after a name differ everywhere."""
    words, named = ({word for word in _letters(text).split() if len(word) > 2} for text in (expected, holder))  # noqa: PLR2004
    if words & named:
        return
    sentence = _(
        "Sertifikat ini atas nama {holder}, sedangkan yang disebut pada naskah {expected}. Bila memang benar, pilih "
        "berkasnya sekali lagi dan nyatakan demikian."
    ).format(holder=holder or "?", expected=expected)
    raise Invalid(sentence, {"is_sure": sentence})


def _letters(text: str) -> str:
    return "".join(one if one.isalpha() else " " for one in text.lower())


def _keep(actor: Actor, sheet: Sheet, place: int, content: bytes, certificate: Certificate) -> DocumentCard:
    file = store_file(sheet.document, content, sheet.revision + 1)
    file.save(force_insert=True)
    signature = sheet.signatures[place]
    signature.signed_at, signature.signer_kind, signature.is_trial = timezone.now(), OUTSIDE, False
    signature.certificate_serial, signature.certificate = certificate.serial, certificate.facts()
    mark_whole(sheet)
    save_marks(sheet, place)
    record_signature(actor, sheet, place, file, events.OUTSIDE_SIGNED)
    return cards.document_card(sheet.document, house.today(), cards.Parts(file, sheet.signatures))


@transaction.atomic
def settle_on_paper(actor: Actor, document_id: UUID, place: int) -> None:
    """Somebody signed a print of the document after all, outside or here: the block waits no longer, and says so.

    Raises Invalid for a block that there is not, Conflict when it is signed.
    """
    sheet = _on_the_desk(document_id, place)
    signature = sheet.signatures[place]
    signature.signed_at, signature.signer_kind, signature.is_trial = timezone.now(), PAPER, False
    mark_whole(sheet)
    save_marks(sheet, place)
    record_of(actor, sheet.document, events.PAPER_SIGNED, signer=signature.signer_name)


@transaction.atomic
def withdraw(actor: Actor, document_id: UUID, *, although_signed: bool = False) -> None:
    """Take back a document that was laid out and that nobody has signed; its number stays used.

    ``although_signed``: some have, but it will never be whole. Raises Conflict.
    """
    document = access.hold(document_id)
    is_signed = document.signatures.exclude(signed_at=None).exists()
    if document.state != Document.State.WAITING or (is_signed and not although_signed):
        raise Conflict(_("Naskah ini sudah ditandatangani atau sudah ditarik."))
    document.state, document.ended_at = Document.State.REVOKED, timezone.now()
    document.end_reason = Document.Reason.CHANGED
    document.save(update_fields=["state", "ended_at", "end_reason"])
    record_of(actor, document, events.WITHDRAWN, number=document.number.text)
