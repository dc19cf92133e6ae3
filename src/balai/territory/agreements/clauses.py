"""The text of an agreement as people type it, and as clauses that keep their key over versions."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.territory.agreements.comparing import Clause

MARK = "## "  # begins the line of a heading
MOST, LONGEST = 80, 8000


def write_out(clauses: Sequence[Clause]) -> str:
    """The clauses as one text to type in: a line with ``##`` begins each."""
    return "\n\n".join(f"{MARK}{clause['heading']}\n{clause['text']}".rstrip() for clause in clauses)


def read_in(text: str, before: Sequence[Clause] = ()) -> list[Clause]:
    """The clauses of a typed text; those that keep their heading or their place keep their key. Raises Invalid."""
    found = [_heading_and_body(part) for part in _parts(text)]
    if not found:
        raise _wrong(_("Tulis sekurangnya satu klausul; judulnya diawali ##."))
    if len(found) > MOST or any(len(body) > LONGEST for _heading, body in found):
        raise _wrong(_("Paling banyak {n} klausul, masing-masing {m} huruf.").format(n=MOST, m=LONGEST))
    keys = _keys([heading for heading, _body in found], before)
    return [
        {"key": key, "heading": heading, "text": body}
        for key, (heading, body) in zip(keys, found, strict=True)
    ]


ARTICLE = re.compile(r"(?i)(pasal|article)\s+\d{1,3}\b[^\n]{0,120}")
BARE = re.compile(r"(?i)(pasal|article)\s+\d{1,3}\s*[.:]?")
BARE_MARK = re.compile(rf"{MARK}{BARE.pattern.removeprefix('(?i)')}", re.IGNORECASE)
TITLE = 90  # letters that a line under a bare "Pasal 1" may have to be its title
PREAMBLE = "Pembukaan"


def as_typed(text: str) -> str:
    """A text pasted from a word processor as one that was typed here: each "Pasal 1" begins a clause, with the title
    that stands on the next line. One that has marks of its own stays as it is."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if any(line.startswith(MARK.strip()) for line in lines) or not any(map(_is_article, lines)):
        return text
    typed: list[str] = []
    for line in lines:
        awaits_title = bool(typed) and bool(BARE_MARK.fullmatch(typed[-1]))
        if _is_article(line):
            typed.append(MARK + line)
        elif awaits_title and _is_title(line):
            typed[-1] = f"{typed[-1].rstrip('.: ')} {line}"
        elif line or not awaits_title:
            typed.append(line)
    begun = "\n".join(typed).strip()
    return begun if begun.startswith(MARK) else f"{MARK}{PREAMBLE}\n{begun}"


def _is_article(line: str) -> bool:
    """True for "Pasal 1" and "Pasal 1 Maksud", false for a sentence that begins so."""
    return bool(BARE.fullmatch(line) or ARTICLE.fullmatch(line) and not line.endswith((".", ";", ":")))


def _is_title(line: str) -> bool:
    """True for a short line of words that is no sentence and no item of a list."""
    return line[:1].isalpha() and len(line) <= TITLE and not line.endswith((".", ";", ":"))


def _parts(text: str) -> list[str]:
    lines = text.translate({0x0D: None, 0x09: " ", 0x0B: "\n", 0x0C: "\n"})
    clean = as_typed("".join(one for one in lines if one == "\n" or _is_written(one)))
    head, *rest = re.split(r"(?m)^##\s+", clean)
    if head.strip():
        raise _wrong(_("Baris pertama harus judul klausul yang diawali ##."))
    return [part for part in rest if part.strip()]


def _is_written(letter: str) -> bool:
    """No control characters, nor those that turn the direction of a line."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}


def _heading_and_body(part: str) -> tuple[str, str]:
    heading, _line, body = part.partition("\n")
    return " ".join(heading.split())[:160], body.strip()


def _keys(headings: Sequence[str], before: Sequence[Clause]) -> list[str]:
    named = {clause["heading"]: clause["key"] for clause in before}
    free = [clause["key"] for clause in before if clause["heading"] not in headings]
    highest = max((int(clause["key"][1:]) for clause in before), default=0)
    keys: list[str] = []
    for place, heading in enumerate(headings):
        key = named.pop(heading, None) or _of_place(place, before, free)
        if key is None:
            highest += 1
            key = f"k{highest}"
        keys.append(key)
    return keys


def _of_place(place: int, before: Sequence[Clause], free: list[str]) -> str | None:
    """A clause with a new heading at the place of one that lost its heading is that clause, renamed."""
    key = before[place]["key"] if place < len(before) else None
    if key in free:
        free.remove(key)
        return key
    return None


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, {"text": sentence})
