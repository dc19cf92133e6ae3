"""Whether a catalogue that came is believed: whose key signed it, and whether it agrees with what was read before."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from balai.core.signed import Letter, leads_to
from balai.foundation.packs.models import Publisher
from balai.foundation.packs.releases import our_keys
from balai.foundation.packs.wire import Trouble

APART = timedelta(hours=1)  # how far two machines of a publisher may be behind each other
Versions = dict[tuple[str, str], str]  # (pack, version): SHA-256


def require_believable(row: Publisher, letter: Letter) -> None:
    """Raise Trouble unless the letter's key is the one that is believed (or follows it) and nothing was rewritten."""
    if letter.key in our_keys():
        raise Trouble("ourselves")
    if row.key and not leads_to(row.key, letter.key, letter.document["succession"]):
        raise Trouble("rekeyed", key=letter.key)
    if not row.document:
        return
    if _moment(letter.document) < _moment(row.document) - APART:
        raise Trouble("outdated", letter.document["at"])
    before, now = versions_of(row.document), versions_of(letter.document)
    for key, digest in before.items():
        if now.get(key, digest) != digest:
            raise Trouble("rewritten", " ".join(key))


def _moment(document: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(document["at"])


def versions_of(document: Mapping[str, Any]) -> Versions:
    """Every version that a catalogue offers, with its digest."""
    return {
        (pack["name"], one["version"]): one["sha256"]
        for pack in document.get("packs", ())
        for one in pack["versions"]
    }
