"""Secrets as words that a hand can type: five letters for sixteen bits, in rows that check themselves.

The words are proquints (consonant, vowel, consonant, vowel, consonant), which Indonesian mouths read without
effort. A row holds eight bytes in four words; the fifth word checks the row, its number and what it belongs to.
"""

from hashlib import sha256

from balai.runtime.problem import Problem

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
SHAPE = ((CONSONANTS, 12), (VOWELS, 10), (CONSONANTS, 6), (VOWELS, 4), (CONSONANTS, 0))
ROW_BYTES, ROW_WORDS = 8, 5


def rows(secret: bytes, label: str) -> list[list[str]]:
    """The rows of a secret, whose length is a multiple of eight bytes."""
    parts = [secret[start : start + ROW_BYTES] for start in range(0, len(secret), ROW_BYTES)]
    return [_row(part, number, label) for number, part in enumerate(parts, 1)]


def _row(part: bytes, number: int, label: str) -> list[str]:
    pairs = [part[start : start + 2] for start in range(0, ROW_BYTES, 2)]
    return [word(pair) for pair in (*pairs, _check(part, number, label))]


def _check(part: bytes, number: int, label: str) -> bytes:
    return sha256(f"{label}:{number}:".encode() + part).digest()[:2]


def word(pair: bytes) -> str:
    """Two bytes as a word."""
    number = int.from_bytes(pair)
    return "".join(letters[number >> shift & len(letters) - 1] for letters, shift in SHAPE)


def unword(text: str) -> bytes | None:
    """The two bytes of a word, None when it is none."""
    if len(text) != len(SHAPE):
        return None
    number = 0
    for letter, (letters, shift) in zip(text, SHAPE, strict=True):
        if letter not in letters:
            return None
        number |= letters.index(letter) << shift
    return number.to_bytes(2)


def read_row(text: str, number: int, label: str) -> bytes:
    """The eight bytes of a row as typed. Raises a Problem that says which word is none, or that the row is wrong."""
    words = text.lower().replace("-", " ").split()
    if len(words) != ROW_WORDS:
        raise Problem(f"Baris {number}: harus {ROW_WORDS} kata, terbaca {len(words)}.")
    pairs = [unword(one) for one in words]
    for one, pair in zip(words, pairs, strict=True):
        if pair is None:
            raise Problem(f"Baris {number}: “{one}” bukan kata dari lembar; periksa ejaannya.")
    known = [pair for pair in pairs if pair is not None]
    part = b"".join(known[:-1])
    if _check(part, number, label) != known[-1]:
        raise Problem(
            f"Baris {number}: kata periksa tidak cocok; ada kata yang tertukar, salah, atau salah baris."
        )
    return part


def read(text: str, size: int, label: str) -> bytes:
    """The secret from all its rows. Raises Problem."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != size // ROW_BYTES:
        raise Problem(f"Harus {size // ROW_BYTES} baris, terbaca {len(lines)}.")
    return b"".join(read_row(line, number, label) for number, line in enumerate(lines, 1))
