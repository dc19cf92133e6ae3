"""What a page can follow live: a queue display, one's own number, or that anything changed at a place."""

import re
from typing import NamedTuple

LANGUAGES = ("id", "en")
ADDRESS = re.compile(r"/siaran/(layar|nomor|tempat)/([A-Za-z0-9-]{1,80})")


class Topic(NamedTuple):
    """One thing to follow: its kind (layar, nomor, tempat), its code, and the language in which it is told."""

    kind: str
    code: str
    language: str = LANGUAGES[0]


def topic_at(path: str, language: str = "") -> Topic | None:
    """The topic of an address such as ``/siaran/layar/mpp-1``; None for one that cannot be."""
    found = ADDRESS.fullmatch(path)
    told = language if language in LANGUAGES else LANGUAGES[0]
    return Topic(found[1], found[2], told) if found else None
