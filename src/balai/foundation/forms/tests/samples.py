"""A form with everything in it, and files as people (and worse) send them."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

NIK = "3510241708900001"


def both(text: str) -> dict[str, str]:
    """The text in both languages."""
    return {"id": text, "en": f"{text} (en)"}


def field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    """The definition of a field."""
    return {"name": name, "label": both(name.capitalize()), "type": kind, **more}


def form(*fields: dict[str, Any], code: str = "uji") -> dict[str, Any]:
    """A form of one step."""
    return {"code": code, "title": both("Uji"), "steps": [step("satu", *fields)]}


def step(name: str, *fields: dict[str, Any]) -> dict[str, Any]:
    """The definition of a step."""
    return {"name": name, "title": both(name.capitalize()), "fields": list(fields)}


KIND = [{"value": value, "label": both(value.capitalize())} for value in ("warung", "jasa", "lain")]
FORM = {
    "code": "usaha",
    "title": both("Usaha"),
    "steps": [
        step(
            "diri",
            field("nama", "text", required=True, prefill="person.name", limits={"pattern": "person_name"}),
            field("nik", "nik", required=True, prefill="person.nik", locked=True),
        ),
        step(
            "tempat",
            field("jenis", "choice", required=True, choices=KIND),
            field("jenis_lain", "text", required=True, when={"field": "jenis", "equals": "lain"}),
            field("omzet", "money", limits={"min": 0}),
            field("foto", "image", limits={"max_mb": 1, "max_count": 2}),
            field("izin", "file", limits={"max_mb": 1}),
        ),
        step("akhir", field("setuju", "consent", required=True)),
    ],
}


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), *, place: bool = False) -> bytes:
    """A picture; ``place`` writes into it where it was taken."""
    image = Image.new("RGB", size, (30, 90, 160))
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "S", 2: (8.0, 13.0, 8.4), 3: "E", 4: (114.0, 22.0, 8.4)}
        exif[0x010F] = "Kamera Sari"
    target = io.BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def pdf(catalog: str = "", extra: str = "", tail: bytes = b"") -> bytes:
    """A PDF of one empty page; ``catalog`` stands in its catalogue, ``extra`` is a fourth object."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        extra or "<< >>",
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out + tail


def zipped() -> bytes:
    """A zip archive that unpacks to much more than it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nol.bin", b"\0" * 5_000_000)
    return target.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    """The content as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")
