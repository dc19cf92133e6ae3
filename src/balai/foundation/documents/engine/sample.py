"""Example letters: with one a template is tried before it is installed, on another a letterhead is shown."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from balai.core.ui.qr import qr_svg
from balai.core.ui.words import local
from balai.foundation.documents import house
from balai.foundation.documents.body import built_in, printable_body
from balai.foundation.documents.engine import press
from balai.foundation.documents.engine.composing import LEGAL, TRIAL
from balai.foundation.documents.letterheads import Dress

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
SIGNER = "Kepala Desa Contoh"
SHEET = Path(__file__).parents[1] / "typst" / "contoh-kop.typ"
BLOCK = {
    "place": 0,
    "heading": ["Kepala Desa Contoh,"],
    "name": "NAMA PEJABAT",
    "rank": "",
    "employee_number": "",
}


def run(source: str, entry: dict[str, Any]) -> press.Print:
    """Print the source of a template entry with its example facts. Raises PressError."""
    return press.run(source, house.emblem(), _entry_data(entry), MOMENT)


def picture(source: str, entry: dict[str, Any]) -> bytes:
    """The first page of the same as a PNG for the screen. Raises PressError."""
    return press.picture(source, house.emblem(), {**_entry_data(entry), "state": "preview"})


def _entry_data(entry: dict[str, Any]) -> dict[str, Any]:
    facts = {fact["name"]: str(fact.get("example", "Contoh")) for fact in entry["facts"]}
    data = _data(UNIT, local(entry["name"], "id"), facts)
    words = {**facts, **built_in(SIGNER, UNIT, data["document"]["valid_until"])}
    return {**data, "body": printable_body(entry.get("body", []), words, entry.get("holder", ""))}


def sheet(dress: Dress) -> bytes:
    """A page under the letterhead as PDF, by the same press as letters. Raises PressError."""
    return press.run(SHEET.read_text(), dress.emblem, _sheet_data(dress), MOMENT).pdf


def sheet_picture(dress: Dress) -> bytes:
    """The same page as a PNG for the screen. Raises PressError."""
    return press.picture(SHEET.read_text(), dress.emblem, _sheet_data(dress))


def _sheet_data(dress: Dress) -> dict[str, Any]:
    return {**_data(asdict(dress.letterhead), "Contoh surat", {}), "state": "preview"}


def _data(unit: dict[str, Any], title: str, facts: dict[str, str]) -> dict[str, Any]:
    return {
        "state": "final",
        "trial": True,
        "qr": qr_svg(URL),
        "document": {
            "number": "000/001/00.00/I/2026",
            "title": title,
            "subject": "",
            "date": "2 Januari 2026",
            "code": "ABC-0000-0000-0000",
            "url": URL,
            "valid_from": "",
            "valid_until": "1 Februari 2026",
        },
        "unit": unit,
        "signer": {"title": SIGNER, "name": "NAMA PEJABAT"},
        "blocks": [BLOCK],
        "legal": [LEGAL, TRIAL],
        "facts": facts,
    }
