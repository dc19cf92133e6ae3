"""Judge certificates of outside signatures: when they come in, when their issuers answer, when a root is trusted."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

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
KNOWN = (Word.GOOD, Word.REVOKED)
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
    Signature.objects.filter(pk=signature_id).update(inquired_at=timezone.now())
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
    """Keep what tells more than the newest judgement; the row of the document is held."""
    document = access.hold(signature.document_id)
    newest = Judgement.objects.filter(signature=signature).last()
    if newest and not _tells_more(newest, verdict, cause):
        return False
    _keep(SYSTEM, document, signature, verdict, cause)
    tell_judged(JudgedBlock(document.pk, document.kind, signature.place, verdict.word))
    begin_proof(document)
    return True


def _tells_more(newest: Judgement, verdict: Verdict, cause: str) -> bool:
    """What was known once is not forgotten because nobody answers now; asked again, the same word is a fresh one."""
    if verdict.word not in KNOWN and newest.word in KNOWN:
        return False
    return cause == Cause.AGAIN or (newest.word, newest.root) != (verdict.word, verdict.root)


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
    """The outside signatures that were made, each with its newest ``word`` (None: from before judgements were kept)
    and when it was ``judged_at``.
    """
    newest = Judgement.objects.filter(signature=OuterRef("pk")).order_by("-id")
    facts = {
        "word": Subquery(newest.values("word")[:1]),
        "judged_at": Subquery(newest.values("created_at")[:1]),
    }
    return Signature.objects.filter(signer_kind="outside", signed_at__isnull=False).annotate(**facts)


def check_waiting() -> int:
    """Ask again for those whose issuers did not answer, the longest ago first; returns of how many more is known."""
    return _each(judged_signatures().filter(Q(word=Word.WAITING) | Q(word=None)), Cause.CHECK)


def judge_unknown() -> int:
    """After a root was trusted: judge anew whose issuer was not known; returns of how many something else is known."""
    rows = judged_signatures().filter(Q(word=Word.UNKNOWN) | Q(word=None))
    rest = rows.filter(Q(inquired_at=None) | Q(inquired_at__lt=timezone.now()))
    found = 0
    while rest.exists():
        found += _each(rest, Cause.ROOT)
    return found


def ask_anew(document_ids: Collection[UUID]) -> int:
    """Before something rests on these documents: ask again for certificates that were called good half the hours of
    ``BALAI_REVOCATION_HOURS`` ago or earlier; returns for how many there is a fresh word. Only in a job.
    """
    rows = _good_for(settings.REVOCATION["fresh_hours"] / 2).filter(document__in=list(document_ids))
    return _each(rows, Cause.AGAIN)


def outdated(document_id: UUID) -> list[int]:
    """The places of a document whose certificates were called good, and for too many hours nobody has asked since."""
    rows = _good_for(settings.REVOCATION["fresh_hours"]).filter(document=document_id)
    return list(rows.order_by("place").values_list("place", flat=True))


def _good_for(hours: float) -> QuerySet[Any]:
    asked = judged_signatures().annotate(asked=Greatest("inquired_at", "judged_at"))
    return asked.filter(word=Word.GOOD, asked__lt=timezone.now() - timedelta(hours=hours))


def _each(rows: QuerySet[Any], cause: str) -> int:
    """A bounded number of them, each in its turn."""
    turns = rows.order_by(F("inquired_at").asc(nulls_first=True), "pk")
    ids = list(turns.values_list("pk", flat=True)[:MOST_AT_ONCE])
    return each_apart(ids, lambda pk: check(pk, cause), "documents.not_judged")
