"""QR codes: what is drawn is read again by a scanner, in print and on pages."""

import re
from base64 import b64decode

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from balai.core.ui.qr import AROUND, qr_picture, qr_svg

DOTS = 6  # for each module
TEXTS = ["https://balai.example.go.id/antrean/ABCD-EFGH-JKLM-NPQR/", "7K2M-99QD", "00020101021226" * 20]


@pytest.mark.parametrize("text", TEXTS)
def test_a_scanner_reads_the_text_of_a_picture(text: str) -> None:
    picture = b64decode(qr_picture(text).removeprefix("data:image/svg+xml;base64,")).decode()

    assert scanned(picture) == text


def test_without_a_border_the_code_fills_its_picture() -> None:
    bare, framed = qr_svg("7K2M-99QD"), qr_svg("7K2M-99QD", AROUND)

    assert size(framed) == size(bare) + 2 * AROUND
    assert "#fff" in framed
    assert "#fff" not in bare


def size(svg: str) -> int:
    return int(re.search(r'width="(\d+)"', svg)[1])


def scanned(svg: str) -> str:
    """What a scanner reads from the strokes of the picture."""
    picture = Image.new("L", [size(svg) * DOTS] * 2, "white")
    pen = ImageDraw.Draw(picture)
    for left, top, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        x, y = int(left) * DOTS, int(top) * DOTS
        pen.rectangle((x, y, x + int(length) * DOTS - 1, y + DOTS - 1), fill="black")
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text
