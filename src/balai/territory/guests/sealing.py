"""Secrets of guests: what a link opens, and nothing else does.

A link carries a code of 95 random bits. Two things are derived from it, neither of which leads back to it: the digest
by which its room is found, and the key that opens the room's own key. Every sealed text is bound to the place where
it stands, so that moving it is the same as changing it.
"""

import hashlib
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from balai.core.ids import new_code, read_code

GROUPS = 5  # of four characters: 19 random ones and one that checks them
KEY_BYTES, NONCE_BYTES = 32, 12
BLOCK = 512  # lengths are rounded up to this, so that they do not tell how much was written


class Damaged(ValueError):
    """A sealed text that was changed, moved, or sealed with another key."""


def new_secret() -> str:
    """A code for a link: ``7K3F-9Q2X-…``."""
    return new_code(groups=GROUPS)


def read_secret(text: str) -> str:
    """The code in its canonical form as somebody may have typed it; empty for what cannot be one."""
    code = read_code(text, prefixed=False) or ""
    return code if len(code.replace("-", "")) == GROUPS * 4 else ""


def digest_of(code: str) -> str:
    """By what a room is found; tells nothing of the code."""
    return hashlib.sha256(b"balai guest link\0" + code.encode()).hexdigest()


def link_key(code: str, room_id: UUID) -> bytes:
    """The key that a link opens its room with."""
    return _derived(code.encode(), b"link", room_id.bytes)


def leading_key(room_key: bytes, room_id: UUID) -> bytes:
    """The key with which the leader, whose room this is, opens the others."""
    return _derived(room_key, b"leader", room_id.bytes)


def _derived(secret: bytes, purpose: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"balai guest " + purpose).derive(secret)


def new_key() -> bytes:
    """A key for a room."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """The text sealed for the place where it will stand."""
    nonce = os.urandom(NONCE_BYTES)
    padded = plain + b"\x80" + b"\0" * (-(len(plain) + 1) % BLOCK)
    return nonce + AESGCM(key).encrypt(nonce, padded, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """The text again. Raises Damaged."""
    try:
        padded = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as fault:
        raise Damaged from fault
    return padded.rstrip(b"\0")[:-1]
