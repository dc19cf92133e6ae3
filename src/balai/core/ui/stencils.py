"""Rows of long lists: a template is drawn once for each shape of row, and afterwards only the texts change.

A row of a list costs a template some twenty nodes, and a page has twenty-five of them. What a template may ask of a
text is whether there is one, and to show it as it is: everything else is decided before the row is drawn.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape  # what Django's own comes down to, without its dispatch

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

OPEN, CLOSE = "\ue000", "\ue001"  # private use: no text of a person, no escaping and no template knows them


def stamped(template: str, texts: Mapping[str, str], **flags: bool) -> SafeString:
    """The template with these texts, escaped unless they are HTML already; flags choose between its parts."""
    filled = frozenset(name for name, text in texts.items() if text)
    shape = frozenset(name for name, is_set in flags.items() if is_set)
    pieces, names = _stencil(template, filled, shape, translation.get_language() or "")
    parts = [pieces[0]]
    for name, piece in zip(names, pieces[1:], strict=True):
        text = texts[name]
        parts += (text if isinstance(text, SafeString) else escape(text), piece)
    return mark_safe("".join(parts))  # noqa: S308 - every text was escaped


@lru_cache(maxsize=1024)
def _stencil(
    template: str, filled: frozenset[str], shape: frozenset[str], _language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands between the texts, and the names of the texts there. Raises ValueError for a text not shown."""
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in filled}
    drawn = render_to_string(template, {**dict.fromkeys(shape, True), **marks})
    pieces, names = [], []
    for part in drawn.split(OPEN):
        name, mark, rest = part.rpartition(CLOSE)
        names += [name] * bool(mark)
        pieces.append(rest)
    if missing := filled - set(names):
        raise ValueError(f"{template} does not show {', '.join(sorted(missing))} as it is")
    return tuple(pieces), tuple(names)
