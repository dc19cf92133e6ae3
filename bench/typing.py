"""Fill a demo's catalogue, in a process of its own on its database; prints what typing asks and costs as JSON.

python -m bench.typing SERVICES
"""

import json
import os
import statistics
import sys
from itertools import islice, product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.cost import cost_of

PACK = "bench"
LIKE = "surat-keterangan-usaha"  # what the added services read like, besides their names
KINDS = ("Surat Keterangan", "Surat Pengantar", "Izin", "Rekomendasi", "Kartu", "Pendaftaran", "Perpanjangan")
MATTERS = (
    *(
        "Usaha Kecil",
        "Kelahiran",
        "Pindah Desa",
        "Reklame",
        "Warung Makan",
        "Keluarga",
        "Tenaga Kerja",
        "Bangunan",
    ),
    *(
        "Penelitian",
        "Keramaian",
        "Nikah",
        "Kehilangan",
        "Domisili",
        "Ahli Waris",
        "Air Tanah",
        "Trayek",
        "Apotek",
    ),
    *(
        "Praktik Bidan",
        "Homestay",
        "Nelayan",
        "Pupuk",
        "Beasiswa",
        "Lansia",
        "Disabilitas",
        "Kebersihan",
        "Pasar",
    ),
    *(
        "Parkir",
        "Terminal",
        "Ternak",
        "Kebun",
        "Hutan Rakyat",
        "Galian",
        "Menara",
        "Rumah Kos",
        "Sanggar",
        "Musala",
    ),
)
TYPED = (
    "usaha kecil",
    "akta lahir",
    "pindah desa",
    "izin reklame",
    "warung makan",
    "kartu keluarga",
    "bidqn",
)
LEAST_TYPED = 2  # letters, before the page asks
ROUNDS = 20


def main(services: int) -> None:
    """Add what is missing, then tell what is asked while the texts are typed, and what the last answer costs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    _fill(services)
    asked = [
        f"/layanan/saran/?q={quote(text[:length])}"
        for text in TYPED
        for length in range(LEAST_TYPED, len(text) + 1)
    ]
    costs = [cost_of(page, "", ROUNDS) for page in asked[:: len(asked) // 8]]
    means = {place: statistics.mean(getattr(cost, place) for cost in costs) for place in ("web", "backend")}
    print(json.dumps({"asked": asked, **means, "queries": max(cost.queries for cost in costs)}))


def _fill(services: int) -> None:
    from django.db import transaction

    from balai.core.actor import SYSTEM
    from balai.core.content import ContentContext
    from balai.services.catalogue.content import install_services, standing_services

    model = standing_services([LIKE])[LIKE]
    missing = services - len(standing_services([]))
    names = islice(enumerate(product(KINDS, MATTERS)), max(missing, 0))
    entries = [_entry(model, number, " ".join(words)) for number, words in names]
    with transaction.atomic():
        install_services(entries, ContentContext(PACK, "1.0.0", Path(), SYSTEM))


def _entry(model: dict[str, Any], number: int, name: str) -> dict[str, Any]:
    """A service of another name, seldom asked for."""
    code = f"{PACK}-{number}"
    words = {"title": {"id": name, "en": name}, "keywords": name.lower().split()}
    return {**model, **words, "code": code, "slug": code, "popularity": 0}


if __name__ == "__main__":
    main(int(sys.argv[1]))
