"""What files contain decides, never what they are called."""

import io
import struct
import zlib

import pytest
from PIL import Image

from balai.foundation.forms.checking import Refused, check_content, clean_name
from balai.foundation.forms.tests.samples import pdf, picture, zipped

ALL = ("pdf", "jpeg", "png", "webp")


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check_content(content, ALL, 1)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_its_metadata(kind: str) -> None:
    before = picture(kind, place=True)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825)
    checked = check_content(before, ALL, 1)
    after = Image.open(io.BytesIO(checked.content))
    assert (checked.kind, after.format, after.size) == (kind.lower(), kind, (40, 30))
    assert dict(after.getexif()) == {}
    assert b"Kamera Sari" not in checked.content


def test_a_picture_on_its_side_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (40, 30)).save(target, "JPEG", exif=exif)
    checked = check_content(target.getvalue(), ALL, 1)
    assert Image.open(io.BytesIO(checked.content)).size == (30, 40)


def test_what_hides_behind_a_picture_is_gone() -> None:
    checked = check_content(picture() + zipped(), ALL, 1)
    assert b"PK\x03\x04" not in checked.content


def test_a_small_file_with_too_many_pixels_is_refused() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 90))
        + chunk(b"IEND", b"")
    )
    assert refusal(bomb).startswith("Gambar ini")


@pytest.mark.parametrize(
    ("catalog", "extra"),
    [
        ("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", ""),
        ("/OpenAction 4 0 R", "<< /S /JavaScript /JS (app.alert(1)) >>"),
        ("/OpenAction 4 0 R", "<< /S /Launch /F (cmd.exe) >>"),
        ("/Names << /EmbeddedFiles 4 0 R >>", ""),
        ("/AcroForm << /XFA 4 0 R >>", ""),
        ("/AA << /WC 4 0 R >>", ""),
        ("", "<< /Type /Annot /Subtype /FileAttachment >>"),
        ("", "<< /S /Ja#76aScript /J#53 (x) >>"),
    ],
)
def test_a_pdf_that_acts_is_refused(catalog: str, extra: str) -> None:
    assert refusal(pdf(catalog, extra)).startswith("PDF ini memuat skrip atau berkas di dalamnya.")


def test_a_plain_pdf_is_kept_as_it_is() -> None:
    assert check_content(pdf(), ALL, 1).content == pdf()


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (pdf(tail=zipped()), "Ada berkas lain yang menumpang"),
        (pdf(tail=b"<html><script>alert(1)</script>"), "Ada berkas lain yang menumpang"),
        (b"%PDF-1.7\n%%EOF", "PDF ini rusak"),
        (b"%PDF-9.9" + pdf()[8:], "PDF ini rusak"),
        (pdf()[:-60] + b"%%EOF", "PDF ini rusak"),
        (zipped(), "Jenis berkas ini tidak diterima"),
        (b"<html>" + pdf(), "Jenis berkas ini tidak diterima"),
        (b"MZ\x90\x00", "Jenis berkas ini tidak diterima"),
    ],
)
def test_broken_and_double_files_are_refused(content: bytes, start: str) -> None:
    assert refusal(content).startswith(start)


def test_a_pdf_whose_objects_unpack_without_end_ends_with_its_own_process() -> None:
    bomb = zlib.compress(zlib.compress(b"\0" * 3_000_000_0))
    body = b"%PDF-1.7\n"
    start = len(body)
    body += b"1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 1 0 R /Filter [/FlateDecode /FlateDecode] "
    body += b"/Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream\nendobj\n"
    body += b"startxref\n%d\n%%%%EOF\n" % start
    assert refusal(body).startswith("PDF ini rusak")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Sari\\izin usaha.PDF", "izin usaha.pdf"),
        ("foto\u202egpj.exe", "fotogpj.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("....", "berkas.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        ("foto\x00.pdf", "foto.pdf"),
    ],
)
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert clean_name(name, "pdf") == cleaned
