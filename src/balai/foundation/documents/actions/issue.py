"""Issue a document: number, PDF/A, first signature and event in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.core.ids import new_code
from balai.foundation.documents import cards, events, facts, house
from balai.foundation.documents.actions.sign import (
    Sheet,
    mark_signed,
    record_signature,
    sign_now,
    store_file,
)
from balai.foundation.documents.engine.composing import Letter, Marks, compose, full_title, prepare
from balai.foundation.documents.handover import hand_over
from balai.foundation.documents.models import Document, DocumentFile, IssuedNumber, Signature
from balai.foundation.documents.policies import require_signer
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.rows import insert_together
from balai.foundation.documents.series import Scope, draw, next_number
from balai.foundation.documents.signing import current_signer
from balai.foundation.documents.signing.pades import add_fields
from balai.foundation.documents.standing import require_standing
from balai.foundation.documents.words import DocumentCard, IssueRequest, SignatureBlock

CODE_GROUPS = 3


@house.steady()
def preview(request: IssueRequest) -> bytes:
    """The PDF as it would be issued, marked PRATINJAU: same pages, same places.

    Draws no number. Raises Invalid.
    """
    letter = prepare(request)
    number = _without_count(next_number(_scope(letter)))
    code = f"{letter.code_prefix}-{'-'.join(['0000'] * CODE_GROUPS)}"
    marks = Marks(number, code, is_trial=current_signer().is_trial, is_preview=True)
    return compose(letter, marks).pdf


@house.steady()
@transaction.atomic
def issue(actor: Actor, request: IssueRequest, *, passphrase: str = "") -> DocumentCard:
    """Number, print, sign at the first block, keep and record; nothing of it when any part fails.

    With an outside signer the signature follows in a job, and the document waits for it; ``passphrase`` is
    for that.
    Raises NotAllowed without documents.sign on the unit or second factor, Invalid for facts that do not
    suffice.
    """
    unit = house.desk(request.unit_id)
    _check_first_block(actor, request)
    letter = prepare(request)
    require_signer(actor, unit.id, letter.request.kind)
    sheet = _laid_out(letter, unit.region_code)
    file = _sign_and_keep(actor, sheet) if current_signer().is_inline else _keep(actor, sheet)
    if not current_signer().is_inline:
        hand_over(actor, sheet.signatures[0], passphrase)
    return cards.document_card(sheet.document, house.today(), cards.Parts(file, sheet.signatures))


@house.steady()
@transaction.atomic
def lay_out(actor: Actor, request: IssueRequest) -> DocumentCard:
    """Number and print a document with the places of all its signatures, signed by nobody yet: for a ceremony whose
    first signer may be anybody, also somebody outside. Who may ask for it is the caller's rule. Raises Invalid.
    """
    sheet = _laid_out(prepare(request), house.desk(request.unit_id).region_code)
    file = _keep(actor, sheet, events.LAID_OUT)
    return cards.document_card(sheet.document, house.today(), cards.Parts(file, sheet.signatures))


def _laid_out(letter: Letter, region_code: str) -> Sheet:
    number = draw(_scope(letter))
    code = new_code(letter.code_prefix, CODE_GROUPS)
    printed = compose(letter, Marks(number.text, code, is_trial=current_signer().is_trial))
    document = _document(letter, number, code, region_code)
    signatures = _signatures(document, letter.request.blocks)
    return Sheet(document, signatures, 0, add_fields(printed.pdf, printed.boxes))


def _check_first_block(actor: Actor, request: IssueRequest) -> None:
    first = request.blocks[0] if request.blocks else None
    if first and first.user_id not in {None, actor.user_id}:
        raise NotAllowed(_("Blok pertama menunggu tanda tangan {name}.").format(name=first.name))
    if first and first.standing != "definitif":
        require_standing(actor, first.unit_id or request.unit_id, first.standing)


def _scope(letter: Letter) -> Scope:
    request = letter.request
    return Scope(request.unit_id, request.kind, request.classification)


def _without_count(number: str) -> str:
    """The number with its digits as zeros: as wide as the real one, but no promise."""
    return "".join("0" if letter.isdigit() else letter for letter in number)


def _sign_and_keep(actor: Actor, sheet: Sheet) -> DocumentFile:
    """Sign before the first row is written, so that each row is written once."""
    signed = sign_now(actor, sheet, 0)
    mark_signed(actor, sheet, 0, signed)
    file = _keep(actor, replace(sheet, pdf=signed.pdf))
    record_signature(actor, sheet, 0, file)
    return file


def _keep(actor: Actor, sheet: Sheet, event: str = events.ISSUED) -> DocumentFile:
    document, file = sheet.document, store_file(sheet.document, sheet.pdf, 1)
    insert_together(document.number, document, *sheet.signatures, file)
    _record(actor, document, event)
    return file


def _document(letter: Letter, number: IssuedNumber, code: str, region_code: str) -> Document:
    request, version = letter.request, letter.version
    return Document(
        code=code,
        template_version=version,
        kind=request.kind,
        title=letter.title,
        subject=request.subject,
        number=number,
        unit_id=request.unit_id,
        region_code=region_code,
        case_id=request.case_id,
        owner_id=request.owner_id,
        holder_initials=facts.initials(letter.facts.get(version.holder, "")),
        is_confidential=request.is_confidential,
        facts=facts.sealed(version.facts, letter.facts),
        issued_at=timezone.now(),
        valid_from=letter.valid_from,
        valid_until=letter.valid_until,
    )


def _signatures(document: Document, blocks: Sequence[SignatureBlock]) -> list[Signature]:
    return [_signature(document, place, block) for place, block in enumerate(blocks)]


def _signature(document: Document, place: int, block: SignatureBlock) -> Signature:
    return Signature(
        document=document,
        place=place,
        post_title=full_title(block),
        standing=block.standing,
        basis=block.basis,
        signer_name=block.name,
        user_id=block.user_id,
        unit_id=block.unit_id or document.unit_id,
        is_outside=block.is_outside,
        is_trial=not block.is_outside,
    )


def _record(actor: Actor, document: Document, event: str) -> UUID:
    return record_of(
        actor,
        document,
        event,
        public=True,
        number=document.number.text,
        code=document.code,
        case_id=str(document.case_id or ""),
    )
