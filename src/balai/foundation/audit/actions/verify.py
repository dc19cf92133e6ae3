"""Verify the chain and keep the result."""

import json
import time
from dataclasses import asdict, dataclass
from decimal import Decimal

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db import connection, transaction

from balai.core.actor import SYSTEM
from balai.core.keys import audit_public_keys
from balai.foundation.audit import events
from balai.foundation.audit.actions.sign_head import check_signature, read_head
from balai.foundation.audit.models import Head, Seal, Verification
from balai.foundation.audit.recording import record
from balai.foundation.audit.verification import Finding, Result, walk


def verify(outside: Head | None = None) -> Result:
    """Walk the whole chain in one snapshot, then compare it with the signed heads: those kept here, and the one
    that was brought from outside.
    """
    result = Result()
    with _snapshot():
        walk(result)
        heads = [*Head.objects.order_by("day"), *([outside] if outside else [])]
        for head in heads:
            result.note(_against(head))
    return result


@dataclass(frozen=True)
class Verified:
    """A verification for people: its figures, and the first findings as sentences."""

    seals: int
    entries: int
    unsealed: int
    retired_up_to: int
    faults: int
    sentences: tuple[str, ...]


def verify_chain(outside: bytes | None = None) -> Verified:
    """Verify, also against the head in a file from outside, and keep what was found for the inspectorate.

    The verification itself is an event. Raises Invalid when the file is no signed head.
    """
    started = time.monotonic()
    result = verify(read_head(outside) if outside else None)
    _keep(result, time.monotonic() - started)
    return Verified(
        seals=result.seals,
        entries=result.entries,
        unsealed=result.unsealed,
        retired_up_to=result.retired_up_to,
        faults=result.faults,
        sentences=tuple(finding.sentence for finding in result.findings),
    )


@transaction.atomic
def _keep(result: Result, seconds: float) -> None:
    kept = Verification(
        seals=result.seals,
        entries=result.entries,
        unsealed=result.unsealed,
        seconds=Decimal(str(round(seconds, 1))),
        findings=[asdict(finding) for finding in result.findings],
    )
    kept.save(force_insert=True)
    record(SYSTEM, events.VERIFIED, subject=kept, seals=kept.seals, entries=kept.entries, count=result.faults)


class _snapshot(transaction.Atomic):  # noqa: N801 - used like ``transaction.atomic``
    """One view of queue, seals and entries, whatever is written and sealed meanwhile."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __enter__(self) -> None:
        outermost = not connection.in_atomic_block
        super().__enter__()
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _against(head: Head) -> list[Finding]:
    """What the signed head knows and the chain does not."""
    try:
        check_signature(head)
    except (InvalidSignature, ValueError):
        return [Finding("key", head.seal)]
    if head.public_key not in audit_public_keys(settings.HOME):
        return [Finding("key", head.seal)]
    told = json.loads(head.statement)
    seal = Seal.objects.filter(number=told["seal"]).values_list("digest", flat=True).first()
    if seal is None:
        return [Finding("cut", told["seal"])]
    return [] if seal == told["digest"] else [Finding("seal", told["seal"])]
