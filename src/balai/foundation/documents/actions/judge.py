"""Judge certificates of outside signatures: when they come in, when their issuers answer, when a root is trusted."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from balai.core.actor import SYSTEM, Actor
from balai.core.apart import each_apart
from balai.foundation.documents import access, cards, events, vault
from balai.foundation.documents.following import JudgedBlock, tell_judged
from balai.foundation.documents.models import Document, Judgement, Signature
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.roots import roots_at
from balai.foundation.documents.signing.outside import Refused, signature_by
from balai.foundation.documents.signing.revocation import Verdict, judge
from balai.foundation.documents.words import Word

MOST_AT_ONCE = 200
Cause = Judgement.Cause


def take_first(actor: Actor, document: Document, signature: Signature, verdict: Verdict) -> None:
    """Keep the judgement of a signature that comes in; a job asks its issuer for what the file does not tell."""
    _keep(actor, document, signature, verdict, Cause.UPLOAD)
    if verdict.word == Word.WAITING:
        transaction.on_commit(partial(_ask_soon, signature.pk), robust=True)


def _ask_soon(signature_id: UUID) -> None:
    from balai.foundation.documents.tasks import check_soon

    check_soon(signature_id)


def check(signature_id: UUID, cause: str = Cause.CHECK) -> bool:
    """Judge a signature anew, its issuers asked; True when something else is known now. Only in a job."""
    signature = judged_signatures().select_related("document__number").get(pk=signature_id)
    file = cards.newest_file(signature.document)
    verdict = _verdict(vault.get(file.path, file.sha256), signature)
    return _note(signature, verdict, cause)


def _verdict(pdf: bytes, signature: Signature) -> Verdict:
    assert signature.signed_at is not None
    try:
        found = signature_by(pdf, signature.certificate_serial)
    except Refused:
        return Verdict(Word.UNKNOWN)
    return judge(found, roots_at(signature.signed_at), signature.signed_at, asks=True)


@transaction.atomic
def _note(signature: Signature, verdict: Verdict, cause: str) -> bool:
    """Keep what differs from the newest judgement; the row of the document is held."""
    document = access.hold(signature.document_id)
    newest = Judgement.objects.filter(signature=signature).last()
    if newest and (newest.word, newest.root) == (verdict.word, verdict.root):
        return False
    _keep(SYSTEM, document, signature, verdict, cause)
    tell_judged(JudgedBlock(document.pk, document.kind, signature.place, verdict.word))
    begin_proof(document)
    return True


def _keep(actor: Actor, document: Document, signature: Signature, verdict: Verdict, cause: str) -> None:
    judgement = Judgement.objects.create(
        signature=signature,
        word=verdict.word.value,
        root=verdict.root,
        revoked_at=verdict.revoked_at,
        cause=cause,
        evidence=verdict.evidence.facts(),
    )
    word = str(judgement.get_word_display())
    record_of(actor, document, events.JUDGED, signer=signature.signer_name, word=word)


def begin_proof(document: Document) -> None:
    """Once a document is in force and every outside certificate is known to be good, a job makes its proof last."""
    found = set(judged_signatures().filter(document=document).values_list("word", flat=True))
    is_good = found == {Word.GOOD}
    is_open = document.state == Document.State.VALID and not document.proof
    if not (settings.TIMESTAMP_AUTHORITY["url"] and is_good and is_open):
        return
    document.proof = Document.Proof.BASIC
    document.save(update_fields=["proof"])
    transaction.on_commit(partial(_lengthen_soon, document.pk), robust=True)


def _lengthen_soon(document_id: UUID) -> None:
    from balai.foundation.documents.tasks import lengthen_soon

    lengthen_soon(document_id)


def judged_signatures() -> QuerySet[Any]:
    """The outside signatures that were made, each with its newest ``word`` (None: from before judgements were kept)."""
    newest = Judgement.objects.filter(signature=OuterRef("pk")).order_by("-id")
    rows = Signature.objects.filter(signer_kind="outside", signed_at__isnull=False)
    return rows.annotate(word=Subquery(newest.values("word")[:1])).order_by("id")


def check_waiting() -> int:
    """Ask again for those whose issuers did not answer; returns of how many something else is known."""
    return _each(judged_signatures().filter(Q(word=Word.WAITING) | Q(word=None)), Cause.CHECK)


def judge_unknown() -> int:
    """After a root was trusted: judge anew whose issuer was not known; returns of how many something else is known."""
    return _each(judged_signatures().filter(Q(word=Word.UNKNOWN) | Q(word=None)), Cause.ROOT)


def _each(rows: QuerySet[Any], cause: str) -> int:
    ids: Iterable[UUID] = rows.values_list("pk", flat=True)[:MOST_AT_ONCE]
    return each_apart(list(ids), lambda pk: check(pk, cause), "documents.not_judged")
