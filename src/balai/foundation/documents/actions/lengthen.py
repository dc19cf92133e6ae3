"""Complete the proof of a document in force: one more state of its file, which changes nothing that was signed."""

from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.foundation.documents import cards, events, vault
from balai.foundation.documents.actions.sign import store_file
from balai.foundation.documents.models import Document
from balai.foundation.documents.signing.longterm import NotYet, lengthened

MOST_AT_ONCE, MOST_FAILURES = 100, 3
log = structlog.get_logger(__name__)


def lengthen(document_id: UUID) -> bool:
    """True when the proof was completed now. Raises NotYet when the authority or a list is out of reach."""
    document = waiting_documents().filter(pk=document_id).first()
    if document is None:
        return False
    newest = cards.newest_file(document)
    return _keep(document_id, newest.revision, lengthened(vault.get(newest.path, newest.sha256)))


def waiting_documents() -> QuerySet[Document]:
    """Documents in force that were signed while an authority was set and whose proof is not complete, oldest first."""
    short = [Document.Proof.BASIC, Document.Proof.STAMPED]
    return Document.objects.filter(proof__in=short, state=Document.State.VALID).order_by("id")


def lengthen_waiting() -> int:
    """Complete what an authority out of reach has left behind; returns how many. Stops when it keeps failing."""
    done = failures = 0
    for document_id in list(waiting_documents().values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            done += lengthen(document_id)
        except NotYet as reason:
            failures += 1
            log.warning("documents.not_lengthened", document=str(document_id), reason=str(reason))
            if failures == MOST_FAILURES:
                break
    return done


@transaction.atomic
def _keep(document_id: UUID, revision: int, pdf: bytes) -> bool:
    """Keep the file unless the document moved on meanwhile."""
    document = waiting_documents().select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None or cards.newest_file(document).revision != revision:
        return False
    file = store_file(document, pdf, revision + 1)
    file.adds_proof = True
    file.save(force_insert=True)
    document.proof = Document.Proof.LASTING
    document.save(update_fields=["proof"])
    record(
        SYSTEM,
        events.LENGTHENED,
        subject=document,
        unit_id=document.unit_id,
        region_code=document.region_code,
        title=document.title,
    )
    return True
