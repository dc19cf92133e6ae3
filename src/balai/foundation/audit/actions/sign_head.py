"""Sign the head of the chain once a day: what is kept elsewhere shows when the tail was cut."""

import base64
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.core.keys import audit_key
from balai.foundation.audit import events
from balai.foundation.audit.chain import canonical
from balai.foundation.audit.models import Head, Seal
from balai.foundation.audit.recording import record

FORM = "balai-audit-head-1"


@transaction.atomic
def sign_head() -> Head | None:
    """The head of today, signed now unless that was done; None while nothing is sealed."""
    now = timezone.now()
    day = timezone.localdate(now)
    known = Head.objects.filter(day=day).first()
    seal = Seal.objects.defer("leaves").order_by("-number").first()
    if known or seal is None:
        return known
    statement = {
        "form": FORM,
        "day": day.isoformat(),
        "seal": seal.number,
        "digest": seal.digest,
        "entries": seal.total,
        "signed_at": now,
        "place": settings.PUBLIC_URL,
    }
    return _keep(Head(day=day, seal=seal.number, statement=canonical(statement).decode()))


def _keep(head: Head) -> Head:
    key = audit_key(settings.HOME)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    head.signature = base64.b64encode(key.sign(head.statement.encode())).decode()
    head.public_key = base64.b64encode(public).decode()
    head.save(force_insert=True)
    record(SYSTEM, events.HEAD_SIGNED, subject=head, seal=head.seal)
    return head


def head_file(head: Head) -> tuple[str, bytes]:
    """Name and content of the file that leaves the machine."""
    content = {"statement": head.statement, "signature": head.signature, "public_key": head.public_key}
    return f"balai-segel-{head.day}.json", json.dumps(content, indent=1).encode() + b"\n"


def read_head(content: bytes) -> Head:
    """The head in a file; raises Invalid when it is no head or its signature is not that of its key."""
    try:
        parts = json.loads(content)
        head = Head(**{name: parts[name] for name in ("statement", "signature", "public_key")})
        check_signature(head)
        told = json.loads(head.statement)
        head.day, head.seal = told["day"], told["seal"]
    except (ValueError, KeyError, TypeError, InvalidSignature) as error:
        raise Invalid("Berkas ini bukan kepala segel Balai, atau tanda tangannya tidak cocok.") from error
    return head


def check_signature(head: Head) -> None:
    """Raise InvalidSignature (or ValueError) unless the head was signed with the key that it names."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(head.public_key))
    key.verify(base64.b64decode(head.signature), head.statement.encode())
