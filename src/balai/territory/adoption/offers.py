"""What the regions that we follow offer: the innovations in their published catalogues."""

from dataclasses import dataclass

from balai.core.errors import Invalid
from balai.core.ui.words import local
from balai.foundation.packs.api import catalogue_of, publishers
from balai.territory.adoption.models import Plan
from balai.territory.adoption.snapshots import Snapshot, read_entry

PART = "innovations"
MOST_PUBLISHERS, MOST_OFFERS = 40, 1_000  # a catalogue holds no more of a part


@dataclass(frozen=True)
class Offer:
    """An innovation of another region; ``is_taken`` when there is a plan for it already."""

    key: str
    region_code: str
    region_name: str
    snapshot: Snapshot
    is_taken: bool

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return local(self.snapshot["title"])


def offers(text: str = "") -> list[Offer]:
    """Everything that is offered, or what answers a problem; what is no innovation is left out."""
    found = []
    for publisher in publishers()[:MOST_PUBLISHERS]:
        taken = taken_codes(publisher.region_code)
        for entry in catalogue_of(publisher.id).parts.get(PART, [])[:MOST_OFFERS]:
            snapshot = _read(entry)
            if snapshot:
                key = f"{publisher.id}:{snapshot['code']}"
                is_taken = snapshot["code"] in taken
                found.append(Offer(key, publisher.region_code, publisher.name, snapshot, is_taken))
    words = text.lower().split()
    return [offer for offer in found if all(word in _told(offer) for word in words)]


def _read(entry: object) -> Snapshot | None:
    try:
        return read_entry(entry) if isinstance(entry, dict) else None
    except Invalid:
        return None


def _told(offer: Offer) -> str:
    texts = [text for name in ("title", "summary", "problem") for text in offer.snapshot[name].values()]
    return f"{' '.join(texts)} {offer.region_name}".lower()


def taken_codes(origin_code: str) -> set[str]:
    """The codes of a region's innovations for which there is a plan."""
    return set(Plan.objects.filter(origin_code=origin_code).values_list("code", flat=True))
