"""An example letter, with which a template is tried before it is installed."""

from datetime import UTC, datetime
from typing import Any

from balai.core.ui.words import local
from balai.foundation.documents import house
from balai.foundation.documents.engine import press
from balai.foundation.documents.engine.composing import LEGAL, TRIAL, qr_code

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
URL = "https://balai.example/v/ABC-0000-0000-0000"
UNIT = {
    "lines": ["Pemerintah Kabupaten Contoh", "Kecamatan Contoh"],
    "title": "Desa Contoh",
    "name": "Pemerintah Desa Contoh",
    "short": "Desa Contoh",
    "within": "Kecamatan Contoh, Kabupaten Contoh",
    "place": "Contoh",
    "address": "Jalan Contoh Nomor 1",
    "contact": "",
    "emblem_alt": "Lambang Kabupaten Contoh",
}
BLOCK = {
    "place": 0,
    "heading": ["Kepala Desa Contoh,"],
    "name": "NAMA PEJABAT",
    "rank": "",
    "employee_number": "",
}


def run(source: str, entry: dict[str, Any]) -> press.Print:
    """Print the source of a template entry with its example facts. Raises PressError."""
    return press.run(source, house.emblem(), _data(entry), MOMENT)


def _data(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "state": "final",
        "trial": True,
        "qr": qr_code(URL),
        "document": {
            "number": "000/001/00.00/I/2026",
            "title": local(entry["name"], "id"),
            "subject": "",
            "date": "2 Januari 2026",
            "code": "ABC-0000-0000-0000",
            "url": URL,
            "valid_until": "1 Februari 2026",
        },
        "unit": UNIT,
        "signer": {"title": "Kepala Desa Contoh", "name": "NAMA PEJABAT"},
        "blocks": [BLOCK],
        "legal": [LEGAL, TRIAL],
        "facts": {fact["name"]: str(fact.get("example", "Contoh")) for fact in entry["facts"]},
    }
