"""JSON documents that one installation signs and another believes: Ed25519 over the same bytes everywhere.

A letter is ``{"document": …, "key": …, "signature": …}``. Who reads it has seen the key before, or is led to it
from the key that was seen by links which the older key signed.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Link = Mapping[str, str]  # {"old": …, "new": …, "signature": …}
MOST_LINKS = 100
DIGITS, GROUP = 30, 5  # of a fingerprint, which two people compare by telephone
SUCCESSION = "succession"


class NoLetter(ValueError):
    """What was read has not the shape of a letter."""


class Forged(ValueError):
    """The signature is not that of the key."""


@dataclass(frozen=True)
class Letter:
    """A document whose signature was found right, with the public key (base64) that signed it."""

    document: dict[str, Any]
    key: str


def canonical(document: Any) -> bytes:
    """The bytes that are signed: JSON with sorted keys and no blanks. Raises ValueError for what is no JSON."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=str
    )
    return text.encode()


def public_half(key: Ed25519PrivateKey) -> str:
    """The public half of a key, in base64."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def sign_letter(key: Ed25519PrivateKey, purpose: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with key and signature, which hold for this purpose only."""
    return {"document": document, "key": public_half(key), "signature": _sign(key, purpose, document)}


def open_letter(letter: Any, purpose: str) -> Letter:
    """The document of a letter whose signature is right; whether its key is believed is another matter.

    Raises NoLetter, Forged.
    """
    try:
        document, key, signature = letter["document"], letter["key"], letter["signature"]
    except (TypeError, KeyError, IndexError):
        raise NoLetter("no letter") from None
    if not isinstance(document, dict):
        raise NoLetter("no document")
    if not _is_signed(key, signature, purpose, document):
        raise Forged("not signed by its key")
    return Letter(document, key)


def fingerprint(public: str) -> str:
    """A public key as thirty digits that can be read out: ``12345 67890 …``."""
    number = int.from_bytes(hashlib.sha256(public.encode()).digest()) % 10**DIGITS
    digits = f"{number:0{DIGITS}d}"
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def succession(old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> dict[str, str]:
    """The link by which an old key names the one that follows it."""
    names = {"old": public_half(old), "new": public_half(new)}
    return {**names, "signature": _sign(old, SUCCESSION, names)}


def leads_to(seen: str, key: str, links: Iterable[Link]) -> bool:
    """True when signed links lead from the key that was seen to this one."""
    known = {seen}
    for _round in range(MOST_LINKS):
        found = {link["new"] for link in list(links)[:MOST_LINKS] if link["old"] in known and _is_link(link)}
        if key in known | found or found <= known:
            break
        known |= found
    return key in known | found


def _is_link(link: Link) -> bool:
    names = {"old": link["old"], "new": link["new"]}
    return _is_signed(link["old"], link["signature"], SUCCESSION, names)


def _sign(key: Ed25519PrivateKey, purpose: str, document: Mapping[str, Any]) -> str:
    return base64.b64encode(key.sign(_message(purpose, document))).decode()


def _is_signed(key: Any, signature: Any, purpose: str, document: Mapping[str, Any]) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), _message(purpose, document))
    except (InvalidSignature, binascii.Error, ValueError, TypeError):
        return False
    return True


def _message(purpose: str, document: Mapping[str, Any]) -> bytes:
    return b"balai " + purpose.encode() + b"\0" + canonical(document)
