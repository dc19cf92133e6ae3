"""Identifiers: UUIDv7 for rows, short codes with a check character for people."""

import secrets
from uuid import UUID

import uuid_utils

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def uuid7() -> UUID:
    """A time-ordered UUID, made in Python so that no row needs a sequence."""
    return UUID(int=uuid_utils.uuid7().int)


def check_character(body: str) -> str:
    """The check character of a code body: weighted sum modulo 32; finds any single change and most swaps."""
    total = sum((2 * place + 1) * ALPHABET.index(letter) for place, letter in enumerate(body, 1))
    return ALPHABET[total % 32]


def new_code(prefix: str = "", groups: int = 2) -> str:
    """A random code in groups of four such as ``SKU-7K3F-9Q2X``; its last character checks the rest."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(groups * 4 - 1))
    body += check_character(body)
    parts = [body[start : start + 4] for start in range(0, len(body), 4)]
    return "-".join([prefix, *parts] if prefix else parts)


def read_code(text: str, prefixed: bool = True) -> str | None:
    """The code in its canonical form as a person may have typed it, or None when the check character is wrong.

    Without any hyphen or space, what comes before the last eight letters is the prefix.
    """
    parts = text.strip().upper().replace(" ", "-").split("-")
    parts = [part for part in parts if part]
    if prefixed and len(parts) == 1:
        parts = [part for part in (parts[0][:-8], parts[0][-8:]) if part]
    head, tail = (parts[:1], parts[1:]) if prefixed else ([], parts)
    body = "".join(tail).translate(_READ_AS)
    if len(body) < 8 or len(body) % 4 or any(letter not in ALPHABET for letter in body):
        return None
    if check_character(body[:-1]) != body[-1]:
        return None
    return "-".join([*head, *(body[start : start + 4] for start in range(0, len(body), 4))])


def read_id(text: str) -> UUID | None:
    """The key that the text is, or None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
