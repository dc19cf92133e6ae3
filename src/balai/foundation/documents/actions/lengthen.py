"""Complete the proof of a document in force, and renew it before it ends: one more state of its file each time, which
changes nothing that was signed.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from asn1crypto import x509
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.foundation.documents import cards, events, vault
from balai.foundation.documents.actions.sign import store_file
from balai.foundation.documents.models import Document
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.roots import roots_at
from balai.foundation.documents.signing.longterm import Lasting, NotYet, lengthened, proven_until

MOST_AT_ONCE, MOST_FAILURES = 100, 3
RENEW_BEFORE = timedelta(days=180)  # an authority announces a new certificate earlier than that
LEAST_GAIN = timedelta(days=30)  # less is not worth a further state of the file
log = structlog.get_logger(__name__)


def lengthen(document_id: UUID) -> bool:
    """True when the proof was completed now. Raises NotYet when the authority or a list is out of reach."""
    return _prolong(waiting_documents(), document_id)


def renew(document_id: UUID) -> bool:
    """True when a new timestamp covers the ending one now. Raises NotYet, also while the authority has no certificate
    that lasts longer.
    """
    _note_end(document_id)
    return _prolong(ending_documents(), document_id)


def waiting_documents() -> QuerySet[Document]:
    """Documents in force that were signed while an authority was set and whose proof is not complete, oldest first."""
    short = [Document.Proof.BASIC, Document.Proof.STAMPED]
    return Document.objects.filter(proof__in=short, state=Document.State.VALID).order_by("id")


def ending_documents() -> QuerySet[Document]:
    """Documents in force whose last timestamp ends soon (or nobody noted when), the next to end first."""
    soon = Q(proof_until=None) | Q(proof_until__lt=timezone.now() + RENEW_BEFORE)
    lasting = Document.objects.filter(proof=Document.Proof.LASTING, state=Document.State.VALID)
    return lasting.filter(soon).order_by("proof_until", "id")


def lengthen_waiting() -> int:
    """Complete what an authority out of reach has left behind; returns how many. Stops when it keeps failing."""
    return _each(waiting_documents(), lengthen)


def renew_ending() -> int:
    """Renew the timestamps that end soon; returns how many. Stops when the authority keeps failing."""
    return _each(ending_documents(), renew)


def _each(documents: QuerySet[Document], prolong: Callable[[UUID], bool]) -> int:
    done = failures = 0
    for document_id in list(documents.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            done += prolong(document_id)
        except NotYet as reason:
            failures += 1
            log.warning("documents.not_lengthened", document=str(document_id), reason=str(reason))
            if failures == MOST_FAILURES:
                break
    return done


def _note_end(document_id: UUID) -> None:
    """Read from the file when its proof ends, where an earlier version of Balai did not write it down."""
    unknown = Document.objects.filter(pk=document_id, proof=Document.Proof.LASTING, proof_until=None)
    if document := unknown.first():
        newest = cards.newest_file(document)
        unknown.update(proof_until=proven_until(vault.get(newest.path, newest.sha256)))


def _prolong(wanted: QuerySet[Document], document_id: UUID) -> bool:
    document = wanted.filter(pk=document_id).first()
    if document is None:
        return False
    newest = cards.newest_file(document)
    longer = lengthened(vault.get(newest.path, newest.sha256), _outsiders(document))
    if document.proof_until and longer.until < document.proof_until + LEAST_GAIN:
        raise NotYet("the authority has no certificate yet that lasts longer")
    return _keep(wanted, document_id, newest.revision, longer)


def _outsiders(document: Document) -> list[x509.Certificate] | None:
    """The roots by which certificates from outside were trusted; None where everybody signed here."""
    outside = document.signatures.filter(signer_kind="outside").order_by("signed_at").first()
    return roots_at(outside.signed_at) if outside and outside.signed_at else None


@transaction.atomic
def _keep(wanted: QuerySet[Document], document_id: UUID, revision: int, longer: Lasting) -> bool:
    """Keep the file unless the document moved on meanwhile."""
    document = wanted.select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None or cards.newest_file(document).revision != revision:
        return False
    event = events.RENEWED if document.proof == Document.Proof.LASTING else events.LENGTHENED
    file = store_file(document, longer.pdf, revision + 1)
    file.adds_proof = True
    file.save(force_insert=True)
    document.proof, document.proof_until = Document.Proof.LASTING, longer.until
    document.save(update_fields=["proof", "proof_until"])
    record_of(
        SYSTEM,
        document,
        event,
    )
    return True
