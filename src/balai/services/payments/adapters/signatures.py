"""How calls between the bank and us are signed: HMAC-SHA256 over adapter, moment and the bytes as they were sent."""

import hashlib
import hmac
from collections.abc import Iterable

TIMESTAMP = "X-Balai-Timestamp"
SIGNATURE = "X-Balai-Signature"
WINDOW_SECONDS = 300  # a call is taken within five minutes of its signature, to either side


def sign(secret: str, adapter: str, timestamp: str, body: bytes) -> str:
    """The signature in hexadecimal digits."""
    message = f"{adapter}.{timestamp}.".encode() + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def is_signed(secrets: Iterable[str], signature: str, adapter: str, timestamp: str, body: bytes) -> bool:
    """True when one of the secrets made the signature; compared in constant time, and every secret is tried."""
    found = [
        hmac.compare_digest(sign(secret, adapter, timestamp, body).encode(), signature.encode())
        for secret in secrets
        if secret
    ]
    return any(found)


def is_fresh(timestamp: str, now: float) -> bool:
    """True within the window around now."""
    return timestamp.isascii() and timestamp.isdigit() and abs(now - int(timestamp[:12])) <= WINDOW_SECONDS
