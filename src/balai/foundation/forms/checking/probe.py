"""The program that reads one PDF from standard input and prints sound, acts, locked or broken.

It runs in a process of its own (see ``pdf``): whatever a hostile file makes the parser do ends with it.
"""

import io
import sys
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

ACTING_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/XFA", "/RichMedia", "/AA"}
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/Movie",
    "/Sound",
}
ACTING_TYPES = {"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Screen", "/3D"}
MAX_OBJECTS = 200_000


def verdict(content: bytes) -> str:
    """What the file is. Any failure to read it means broken."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            return "locked"
        if not reader.root["/Pages"]["/Kids"]:
            return "broken"
        return "acts" if any(acts(item) for item in objects(reader)) else "sound"
    except Exception:
        return "broken"


def objects(reader: PdfFileReader) -> Iterator[Any]:
    """Every object of every revision by the file's own index; nothing is followed round in circles."""
    yield reader.trailer_view
    seen = 0
    for revision in range(reader.total_revisions):
        history = reader.get_historical_resolver(revision)
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            seen += 1
            if seen > MAX_OBJECTS:
                raise ValueError("too many objects")
            yield history.get_object(reference)


def acts(item: Any) -> bool:
    """True when an object, or one that it holds, is a script, an attached file or an acting command."""
    waiting = [item]
    while waiting:
        value = waiting.pop()
        if isinstance(value, generic.DictionaryObject):
            if _is_acting(value):
                return True
            waiting.extend(value.raw_get(key) for key in value)
        elif isinstance(value, generic.ArrayObject):
            waiting.extend(value.raw_get(place) for place in range(len(value)))
    return False


def _is_acting(value: generic.DictionaryObject) -> bool:
    kinds = {str(value.raw_get(key)) for key in ("/Type", "/Subtype") if key in value}
    action = str(value.raw_get("/S")) if "/S" in value else ""
    return bool(ACTING_KEYS & set(value) or kinds & ACTING_TYPES or action in ACTIONS)


if __name__ == "__main__":
    sys.stdout.write(verdict(sys.stdin.buffer.read()))
