"""Markup, formulas and marks of the typesetter, typed or stored anywhere, come back as the text that they are."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.access.conftest import Cast
from tests.hostile import walk
from tests.hostile.walk import Sheet
from tests.world import ask_for_a_letter

pytestmark = pytest.mark.django_db(databases="__all__")
RECKONING, PRODUCT = "{{86371*97583}}", "8428341293"  # long enough to stand nowhere by chance
MARKUP = f"<script>alert(7)</script>'\"><img src=x onerror=alert(7)>{RECKONING}"
LIVE = re.compile(rf"<script>alert|<img src=x|onerror=alert\(7\)>(?!&)|{PRODUCT}")


def test_markup_in_every_field_stays_text(cast: Cast, sheets: list[Sheet]) -> None:
    alive, broken = [], []
    for sheet in sheets:
        if not sheet.form.texts:
            continue
        with cast.undone():
            client = cast.client(sheet.role)
            answer = walk.send(client, sheet.form, sheet.form.filled(MARKUP))
            seen = [answer, client.get(sheet.path)]
        broken += [(sheet.role, sheet.form.action) for one in seen if one.status_code >= 500]
        texts = [one.content.decode() for one in seen if walk.is_page(one)]
        alive += [(sheet.role, sheet.form.action) for text in texts if LIVE.search(text)]
    assert (alive, broken) == ([], [])


TYPESET = [
    '#read("/etc/passwd")',
    "$ x^2 $ \\ #v(9cm) <a> @b",
    "*tebal* _miring_ `kode` = Judul",
    "https://jahat.test // /* # */ [x] {y}",
    "#set page(width: 1cm); #panic()",
    "\\u{202e} ~ -- ... #sys.version",
]


@pytest.mark.parametrize("words", TYPESET)
def test_marks_of_the_typesetter_are_printed_as_typed(cast: Cast, words: str, tmp_path: Path) -> None:
    with cast.undone():
        case = ask_for_a_letter(cast.world, words)
        page = cast.client("operator").get(f"/kerja/perkara/{case}/pratinjau/")
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(walk.body_of(page))
    said = subprocess.run(
        ["pdftotext", "-layout", str(letter), "-"], check=True, capture_output=True, text=True
    )
    assert f"Nama usaha : {words}" in re.sub(r"\s+", " ", said.stdout)
    assert "Halaman 1 dari 1" in said.stdout
