"""Texts of notices: placeholders checked when they are installed, filled in when they are read."""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from balai.core.content import ContentError
from balai.core.ui.words import local
from balai.foundation.notices.kinds import Kind

PARTS = ("short", "subject", "body")
LANGUAGES = ("id", "en")
LONGEST = {"short": 160, "subject": 120, "body": 4000}
Texts = Mapping[str, Mapping[str, str]]  # part -> language -> text
_HOLE = re.compile(r"\{([a-z_]+)\}")


def check_texts(kind: Kind, texts: Mapping[str, Any], path: Sequence[str | int] = ()) -> None:
    """Raise ContentError with the path to a missing text, an unknown placeholder, or a fact left unsaid."""
    for part in PARTS:
        for language in LANGUAGES:
            place = [*path, part, language]
            text = (texts.get(part) or {}).get(language)
            if not isinstance(text, str) or not text.strip():
                raise ContentError("teks ini wajib ada dalam bahasa Indonesia dan Inggris", place)
            if len(text) > LONGEST[part]:
                raise ContentError(f"paling banyak {LONGEST[part]} huruf", place)
            _check_text(kind, part, text, place)


def _check_text(kind: Kind, part: str, text: str, place: Sequence[str | int]) -> None:
    if part != "body" and "\n" in text.strip():
        raise ContentError("teks ini harus satu baris", place)
    used = _placeholders(text, place)
    for name in sorted(used - kind.placeholders):
        known = ", ".join(sorted(kind.placeholders))
        raise ContentError(f"isian “{{{name}}}” tidak dikenal; yang ada: {known}", place)
    for name in sorted(kind.must_say - used if part == "body" else ()):
        raise ContentError(f"isian “{{{name}}}” wajib disebut", place)


def _placeholders(text: str, place: Sequence[str | int]) -> set[str]:
    try:
        found = [name for _text, name, _form, _how in Formatter().parse(text) if name is not None]
    except ValueError as fault:
        raise ContentError("kurung kurawal tidak berpasangan", place) from fault
    if set(found) != set(_HOLE.findall(text)):
        raise ContentError("isian ditulis sebagai {nama}, tanpa tanda lain", place)
    return set(found)


def fill(text: str, facts: Mapping[str, Any], language: str) -> str:
    """The text with its facts; a fact in two languages gives the reader's."""
    return _HOLE.sub(lambda hole: local(facts.get(hole[1], ""), language), text).strip()


def plain_texts(kind: Kind) -> Texts:
    """What is said while no pack has brought texts: the name of the kind."""
    return {part: {"id": str(kind.name), "en": str(kind.name)} for part in PARTS}
