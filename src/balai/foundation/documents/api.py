"""Documents: what other modules may use."""

from uuid import UUID

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.audit.api import log_read, record, refusals_logged
from balai.foundation.documents import access, cards, events, selectors, vault
from balai.foundation.documents.actions.end import replace, revoke
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.actions.issue import issue, lay_out, preview
from balai.foundation.documents.actions.judge import ask_anew, outdated
from balai.foundation.documents.actions.numbering import cancel_number, set_series
from balai.foundation.documents.actions.send_copies import send_copies
from balai.foundation.documents.actions.show_outside import show_outside
from balai.foundation.documents.actions.sign import sign
from balai.foundation.documents.actions.sign_apart import (
    file_to_sign,
    settle_on_paper,
    sign_with_own,
    signature_places,
    withdraw,
)
from balai.foundation.documents.actions.write_letter import begin_letter
from balai.foundation.documents.checking import compare, verify
from balai.foundation.documents.engine.composing import full_title
from balai.foundation.documents.engine.sheets import print_sheet
from balai.foundation.documents.following import JudgedBlock, SignedBlock, when_judged, when_signed
from balai.foundation.documents.models import Document
from balai.foundation.documents.policies import sign_with
from balai.foundation.documents.registers import Held, RegisterEntry, document_register
from balai.foundation.documents.selectors import count_documents_of, documents_ending
from balai.foundation.documents.series import Scope, draw_number, ensure_series, next_number
from balai.foundation.documents.signing import signs_at_once
from balai.foundation.documents.signing.base import Signatory
from balai.foundation.documents.standing import head_block, signing_block
from balai.foundation.documents.throttle import COMPARISONS, LOOKS, count_use, seconds_left
from balai.foundation.documents.uploads import LARGEST_FILE, limited_upload
from balai.foundation.documents.words import (
    Comparison,
    DocumentCard,
    Ending,
    IssueRequest,
    SignatureBlock,
    SignatureCard,
    Verification,
)
from balai.foundation.documents.workshop.shelf import letter_facts, letter_rows, letter_standing

__all__ = [
    "COMPARISONS",
    "LARGEST_FILE",
    "LOOKS",
    "Comparison",
    "DocumentCard",
    "Ending",
    "Held",
    "IssueRequest",
    "JudgedBlock",
    "RegisterEntry",
    "Scope",
    "Signatory",
    "SignatureBlock",
    "SignatureCard",
    "SignedBlock",
    "Verification",
    "ask_anew",
    "begin_letter",
    "cancel_number",
    "compare",
    "count_documents_of",
    "count_use",
    "document_register",
    "documents_ending",
    "documents_of_case",
    "documents_of_owner",
    "draw_number",
    "ensure_series",
    "file_to_sign",
    "full_title",
    "get_document",
    "head_block",
    "install_templates",
    "issue",
    "lay_out",
    "letter_facts",
    "letter_rows",
    "letter_standing",
    "limited_upload",
    "next_number",
    "open_document",
    "outdated",
    "preview",
    "print_sheet",
    "replace",
    "reseal_files",
    "revoke",
    "seconds_left",
    "send_copies",
    "set_series",
    "settle_on_paper",
    "show_outside",
    "sign",
    "sign_with",
    "sign_with_own",
    "signature_places",
    "signing_block",
    "signs_at_once",
    "verify",
    "when_judged",
    "when_signed",
    "withdraw",
]


def get_document(actor: Actor, document_id: UUID) -> DocumentCard:
    """The card of a visible document. Raises NotVisible."""
    return cards.registered_card(access.get_document(actor, document_id))


def documents_of_case(actor: Actor, case_id: UUID) -> list[DocumentCard]:
    """The visible documents of a case, newest first."""
    return cards.document_cards(selectors.documents_of_cases(actor, [case_id]))


def documents_of_owner(actor: Actor, limit: int = 50) -> list[DocumentCard]:
    """The actor's own documents, newest first."""
    if actor.user_id is None:
        return []
    return cards.document_cards(selectors.documents(actor).filter(owner_id=actor.user_id)[:limit])


@transaction.atomic
def open_document(actor: Actor, document_id: UUID, why: str = "") -> tuple[DocumentCard, bytes]:
    """The card and the PDF for downloading; an event, and a logged read when it is another person's.

    Raises NotVisible, NotAllowed while a signature is missing.
    """
    with refusals_logged(actor, Document, document_id, what="document", why=why or "-"):
        document = access.get_document(actor, document_id, to="download")
    file = cards.newest_file(document)
    content = vault.get(file.path, file.sha256)
    if document.template_version.is_personal and document.owner_id != actor.user_id:
        log_read(actor, subject=document, what="document", why=why or document.title)
    record(
        actor,
        events.DOWNLOADED,
        subject=document,
        unit_id=document.unit_id,
        region_code=document.region_code,
        title=document.title,
        number=document.number.text,
    )
    return cards.document_card(document), content


def reseal_files() -> int:
    """Seal files that lie under an older data key anew; returns how many."""
    return sum(vault.reseal(path) for path in selectors.file_paths())
