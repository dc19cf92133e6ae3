"""Plain sheets that are no letters: printed by the same press, without number, code or signature."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from balai.core.errors import Invalid
from balai.foundation.documents import house
from balai.foundation.documents.engine import press

UNKNOWN = "?"


def print_sheet(source: Path, data: dict[str, Any]) -> bytes:
    """The Typst file with the data (``data.emblem`` is the regency's) as PDF/A. Raises Invalid.

    What people type may hold letters that our fonts lack; a question mark stands for each of them.
    """
    try:
        return press.run(source.read_text(), house.emblem(), printable(data), timezone.now()).pdf
    except press.PressError as error:
        raise Invalid(_("Lembar ini tidak dapat dicetak: {reason}").format(reason=error)) from error


def printable(value: Any) -> Any:
    """The value with every letter replaced that our fonts cannot print, however deep it lies."""
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    if isinstance(value, str):
        return "".join(one if ord(one) in _letters() or one == "\n" else UNKNOWN for one in value)
    return value


@lru_cache
def _letters() -> frozenset[int]:
    faces = (TTFont(path, lazy=True) for path in sorted(press.FONTS.glob("plus-jakarta-sans-*.ttf")))
    return frozenset.intersection(*(frozenset(face.getBestCmap()) for face in faces))
