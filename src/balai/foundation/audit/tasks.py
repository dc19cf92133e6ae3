"""Jobs of audit: sealing, the daily head, the weekly verification."""

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from procrastinate import exceptions
from procrastinate.contrib.django import app

from balai.core.actor import SYSTEM
from balai.foundation.audit import events
from balai.foundation.audit.actions.seal import seal_all
from balai.foundation.audit.actions.sign_head import head_file, sign_head
from balai.foundation.audit.actions.verify import verify_chain
from balai.foundation.audit.models import Head
from balai.foundation.audit.recording import record

log = structlog.get_logger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal", pass_context=False)
def seal(timestamp: int = 0) -> int:
    """Every five minutes, and about every 500 events: seal what has been committed."""
    return seal_all()


def ask_for_sealing() -> None:
    """Have the worker seal soon; nothing to do when that is already asked for."""
    try:
        seal.defer()
    except exceptions.AlreadyEnqueued:
        return


@app.periodic(cron="23 1 * * *")
@app.task(name="audit.sign_head", queueing_lock="audit.sign_head", pass_context=False)
def sign_daily_head(timestamp: int = 0) -> None:
    """Every night: seal, sign the head of the chain and send it off the machine."""
    seal_all()
    head = sign_head()
    if head and settings.AUDIT_HEAD_EMAIL:
        send_head.defer(head_id=str(head.pk))


@app.task(name="audit.send_head", retry=10, pass_context=False)
def send_head(head_id: str) -> None:
    """Mail the signed head to the configured addresses."""
    head = Head.objects.get(pk=head_id)
    name, content = head_file(head)
    message = EmailMessage(
        f"Balai: kepala segel audit {head.day}, segel {head.seal}",
        head.statement,
        to=settings.AUDIT_HEAD_EMAIL,
    )
    message.attach(name, content, "application/json")
    message.send()
    record(
        SYSTEM, events.HEAD_SENT, subject=head, seal=head.seal, address=", ".join(settings.AUDIT_HEAD_EMAIL)
    )


@app.periodic(cron="41 3 * * 0")
@app.task(name="audit.verify", queueing_lock="audit.verify", pass_context=False)
def verify_weekly(timestamp: int = 0) -> None:
    """Every Sunday night: verify the whole chain and keep the result for the inspectorate."""
    result = verify_chain()
    if result.faults:
        log.error("audit.verify", faults=result.faults, first=result.sentences[0])


def ask_for_verification() -> None:
    """Have the worker verify the chain soon."""
    try:
        verify_weekly.defer()
    except exceptions.AlreadyEnqueued:
        return
