"""Packs that the demo publishes, so that its catalogue shows what a visitor takes home; each is said to be a trial."""

from balai.core.actor import SYSTEM
from balai.foundation.packs.api import Publication, installed_packs, publish_pack, release_cards

PACKS = ("surat-desa", "perizinan", "layanan-kabupaten", "peristiwa-hidup")
NOTE = "Terbitan contoh dari mode percobaan; jangan dipakai melayani warga."


def load() -> int:
    """Publish those of which nothing is published yet; how many."""
    done = {card.name for card in release_cards()}
    wanted = [card.name for card in installed_packs() if card.name in PACKS and card.name not in done]
    for name in wanted:
        publish_pack(SYSTEM, Publication(name, note=NOTE))
    return len(wanted)
