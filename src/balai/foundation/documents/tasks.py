"""Jobs of documents: signing outside, and sweeping."""

import time
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from balai.core.actor import Actor
from balai.foundation.accounts import api as accounts
from balai.foundation.documents import access, cards, events, handover, vault
from balai.foundation.documents.actions.judge import check, check_waiting, judge_unknown
from balai.foundation.documents.actions.lengthen import lengthen, lengthen_waiting, renew_ending
from balai.foundation.documents.actions.sign import Sheet, keep_signature, order_for
from balai.foundation.documents.models import Document, DocumentFile, Signature, Throttle
from balai.foundation.documents.recording import record_of
from balai.foundation.documents.signing import current_signer
from balai.foundation.documents.signing.base import Signed, SigningFailed, SignOrder
from balai.foundation.documents.signing.longterm import NotYet

ATTEMPTS, PAUSE_SECONDS = 3, 5.0
ORPHAN_AGE = timedelta(days=1)
log = structlog.get_logger(__name__)


@app.task(name="documents.sign_outside", queue="signing")
def sign_outside(signature_id: str, user_id: str, name: str) -> None:
    """Have an outside signer sign one block; the outcome is kept on the block for the officer to see."""
    passphrase = handover.take(UUID(signature_id))
    signature = Signature.objects.select_related("document__number").get(pk=signature_id)
    actor = Actor(user_id=UUID(user_id), name=name, second_factor=True)
    if signature.signed_at or signature.document.state != Document.State.WAITING:
        return
    try:
        if passphrase is None:
            raise SigningFailed(_("Kata sandi sertifikat sudah kedaluwarsa. Tanda tangani sekali lagi."))
        signed = _try(*_prepared(actor, signature, passphrase))
    except SigningFailed as error:
        _fail(actor, signature, str(error))
    else:
        _finish(actor, signature, signed)


def _prepared(actor: Actor, signature: Signature, passphrase: str) -> tuple[bytes, SignOrder]:
    order = order_for(actor, signature.document, signature)
    nik = accounts.reveal_nik(actor, order.signatory.user_id, _("Tanda tangan elektronik BSrE"))
    file = cards.newest_file(signature.document)
    return vault.get(file.path, file.sha256), SignOrder(
        **{**order.__dict__, "nik": nik, "passphrase": passphrase}
    )


def _try(pdf: bytes, order: SignOrder) -> Signed:
    """Call the signer; a stall or a fault of the gateway is tried again after a pause."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return current_signer().sign(pdf, order)
        except SigningFailed as error:
            if not error.again or attempt == ATTEMPTS:
                raise
            time.sleep(PAUSE_SECONDS * attempt)
    raise AssertionError("unreachable")


@transaction.atomic
def _finish(actor: Actor, signature: Signature, signed: Signed) -> None:
    document = access.hold(signature.document_id)
    signatures = list(document.signatures.all())
    fresh = signatures[signature.place]
    if fresh.signed_at is None and document.state == Document.State.WAITING:
        sheet = Sheet(document, signatures, cards.newest_file(document).revision, signed.pdf)
        keep_signature(actor, sheet, fresh.place, signed)


@transaction.atomic
def _fail(actor: Actor, signature: Signature, sentence: str) -> None:
    Signature.objects.filter(pk=signature.pk, signed_at=None).update(failure=sentence[:240], asked_at=None)
    record_of(actor, signature.document, events.SIGNING_FAILED, signer=signature.signer_name)


def check_soon(signature_id: UUID) -> None:
    """Have a worker ask whether a certificate was taken back; without it the next round does."""
    check_one.defer(signature_id=str(signature_id))


@app.task(name="documents.check_outside", queue="signing")
def check_one(signature_id: str) -> None:
    """Judge one outside signature with what its issuer says."""
    check(UUID(signature_id))


def judge_unknown_soon() -> None:
    """Have a worker judge anew whose issuer was not known."""
    with suppress(AlreadyEnqueued):
        judge_again.configure(queueing_lock="documents.judge_again").defer()


@app.task(name="documents.judge_again", queue="signing")
def judge_again() -> None:
    """After a root was trusted."""
    judge_unknown()


@app.periodic(cron="*/20 * * * *")
@app.task(name="documents.check_waiting", queue="signing", queueing_lock="documents.check_waiting")
def check_rest(timestamp: int) -> None:
    """Every twenty minutes: outside certificates whose issuers could not be reached."""
    check_waiting()


def lengthen_soon(document_id: UUID) -> None:
    """Have a worker complete the proof of a document; without it the next round finds it."""
    with suppress(AlreadyEnqueued):
        lengthen_one.configure(queueing_lock=f"documents.lengthen.{document_id}").defer(
            document_id=str(document_id)
        )


@app.task(name="documents.lengthen", queue="signing")
def lengthen_one(document_id: str) -> None:
    """Complete the proof of one document that has just been signed."""
    try:
        lengthen(UUID(document_id))
    except NotYet as reason:
        log.warning("documents.not_lengthened", document=document_id, reason=str(reason))


@app.periodic(cron="*/10 * * * *")
@app.task(name="documents.lengthen_waiting", queue="signing", queueing_lock="documents.lengthen_waiting")
def lengthen_rest(timestamp: int) -> None:
    """Every ten minutes: documents whose timestamp or revocation data could not be had when they were signed."""
    if settings.TIMESTAMP_AUTHORITY["url"]:
        lengthen_waiting()


@app.periodic(cron="47 2 * * *")
@app.task(name="documents.renew_ending", queue="signing", queueing_lock="documents.renew_ending")
def renew_timestamps(timestamp: int) -> None:
    """Every night: documents whose last timestamp ends within half a year."""
    if settings.TIMESTAMP_AUTHORITY["url"]:
        renew_ending()


@app.periodic(cron="17 2 * * *")
@app.task(name="documents.sweep", queue="default")
def sweep(timestamp: int) -> None:
    """Every night: files that no document knows, passphrases that nobody took, old counts of visitors."""
    removed = sweep_orphans()
    handover.sweep()
    Throttle.objects.filter(window__lt=timezone.now() - timedelta(hours=2)).delete()
    log.info("documents.sweep", files=removed, timestamp=timestamp)


def sweep_orphans() -> int:
    """Delete files older than a day whose transaction was rolled back; returns how many."""
    if not default_storage.exists(vault.FOLDER):
        return 0
    removed = 0
    for folder in default_storage.listdir(vault.FOLDER)[0]:
        names = default_storage.listdir(f"{vault.FOLDER}/{folder}")[1]
        known = set(DocumentFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        for name in set(names) - known:
            path = vault.path_of(name)
            if default_storage.get_modified_time(path) < timezone.now() - ORPHAN_AGE:
                default_storage.delete(path)
                removed += 1
    return removed
