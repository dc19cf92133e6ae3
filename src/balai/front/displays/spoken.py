"""A call in Indonesian words: as a sentence for a voice of the machine, as names of recorded words for a pack."""

import re
from collections.abc import Iterable

from balai.front.voices.api import Said

NUMBERS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
STEPS = ("belas", "puluh", "seratus", "ratus", "seribu", "ribu")
LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
TICKET, COUNTER = "nomor-antrean", "silakan-ke-loket"
WORDS = (TICKET, COUNTER, *NUMBERS, *STEPS, *LETTERS)  # what a voice brings
MOST = 999_999
_PART = re.compile(r"[0-9]+|[A-Za-z]")


def said() -> list[Said]:
    """The words as they are read aloud for a recording."""
    return [Said(word, "id", word.replace("-", " ")) for word in WORDS]


def number_words(number: int) -> tuple[str, ...]:
    """``104`` is ``("seratus", "empat")``. Raises ValueError outside of 0 to 999,999."""
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is not spoken")
    if number < 12:
        return (NUMBERS[number],)
    if number < 20:
        return (NUMBERS[number - 10], "belas")
    for size, one, many in ((1000, "seribu", "ribu"), (100, "seratus", "ratus"), (10, "", "puluh")):
        if number >= size:
            head, rest = divmod(number, size)
            first = (one,) if head == 1 else (*number_words(head), many)
            return (*first, *(number_words(rest) if rest else ()))
    raise AssertionError("every number below ten was said above")


def label_words(label: str) -> tuple[str, ...]:
    """A label such as ``A 104`` or ``3B``: letters one by one, digits as a number."""
    return tuple(word for part in _PART.findall(label) for word in _part_words(part))


def _part_words(part: str) -> Iterable[str]:
    return number_words(int(part[-6:])) if part.isdigit() else (part.lower(),)


def call_words(label: str, counter: str) -> tuple[str, ...]:
    """The recorded words of a call, in order."""
    return (TICKET, *label_words(label), COUNTER, *label_words(counter))


def sentence(label: str, counter: str) -> str:
    """The call as a voice of the machine reads it: letters stay letters, numbers are written out."""
    return f"Nomor antrean {_read(label)}. Silakan ke loket {_read(counter)}."


def _read(label: str) -> str:
    return " ".join(word.upper() if len(word) == 1 else word for word in label_words(label))
