"""Words for PDFs in tests: poppler's view of them."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from balai.foundation.documents.signing.authority import authority


@dataclass(frozen=True)
class Seen:
    """What pdfsig says of one signature."""

    field: str
    signature: str
    certificate: str
    covers_all: bool


def trusted_database(folder: Path) -> Path:
    """An NSS database that trusts the local authority's root."""
    nss = folder / "nss"
    nss.mkdir()
    root = folder / "root.pem"
    root.write_bytes(authority(settings.HOME).root_pem)
    run = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(["certutil", "-N", "-d", f"sql:{nss}", "--empty-password"], **run)
    subprocess.run(["certutil", "-A", "-d", f"sql:{nss}", "-n", "akar", "-t", "CT,CT,CT", "-i", root], **run)
    return nss


def pdfsig(pdf: bytes, folder: Path) -> list[Seen]:
    """The signatures as poppler sees them, with the local authority trusted."""
    nss = folder / "nss"
    if not nss.exists():
        trusted_database(folder)
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    command = ["pdfsig", "-nssdir", f"sql:{nss}", path]
    text = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout
    return [
        Seen(
            field=_after("Signature Field Name", part),
            signature=_after("Signature Validation", part),
            certificate=_after("Certificate Validation", part),
            covers_all="Total document signed" in part,
        )
        for part in re.split(r"^Signature #\d+:$", text, flags=re.M)[1:]
    ]


def _after(word: str, text: str) -> str:
    found = re.search(rf"{word}: (.+)", text)
    return found.group(1).strip() if found else ""


def words_with_places(pdf: bytes, folder: Path) -> list[tuple[str, str]]:
    """Every word with the corner where it begins, in order; the single letters of the PRATINJAU mark
    left out.
    """
    path = folder / "kata.pdf"
    path.write_bytes(pdf)
    html = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    words = re.findall(r'<word (xMin="[\d.]+" yMin="[\d.]+")[^>]*>([^<]*)</word>|(<page )', html)
    return [(corner or page, word) for corner, word, page in words if word not in set("PRATINJAU")]


def text_of(pdf: bytes, folder: Path) -> str:
    """The text of all pages."""
    path = folder / "teks.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-layout", path, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
