"""Numbers as people in Indonesia write them: "." for thousands and "," for decimals."""

import re
from decimal import Decimal, InvalidOperation

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]{1,18}")


def read_number(text: str) -> Decimal:
    """A number written with "." for thousands and "," for decimals (1.234.567,50). Raises ValueError."""
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, comma, part = body.strip().partition(",")
    whole = whole.replace(" ", "")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    if not (_PLAIN.fullmatch(whole) and whole.isascii()):
        raise ValueError(text)
    if comma and not (part.isascii() and part.isdigit() and len(part) <= 9):
        raise ValueError(text)
    try:
        return sign * Decimal(f"{whole}.{part or 0}")
    except InvalidOperation as error:
        raise ValueError(text) from error


def read_whole(text: str) -> int:
    """A whole number, its thousands separated or not; ``2,000`` is none, since it may mean two. Raises ValueError."""
    if "," in text:
        raise ValueError(text)
    return int(read_number(text))
