"""Markup typed into every text field of every form comes back as text, on every page."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.access.conftest import Cast
from tests.hostile import walk
from tests.world import ask_for_a_letter

pytestmark = pytest.mark.django_db(databases="__all__")
MARKUP = "<script>alert(7)</script>'\"><img src=x onerror=alert(7)>{{7*7}}"
ROLES = ("visitor", "owner", "operator", "head", "admin")  # between them they open every form
LIVE = re.compile(r"<script>alert|<img src=x|onerror=alert\(7\)>(?!&)|>49<")


@pytest.mark.parametrize("role", ROLES)
def test_markup_in_every_field_stays_text(cast: Cast, role: str) -> None:
    client, alive, broken = cast.client(role), [], []
    for path, form in list(walk.forms(cast, role)):
        with cast.undone():
            answer = walk.send(client, form, form.filled(MARKUP))
            if answer.status_code >= 500:
                broken.append((path, form.action))
            shown = client.get(path)
            texts = [each.content.decode() for each in (answer, shown) if _is_html(each)]
            alive += [form.action for text in texts if LIVE.search(text)]
    assert (alive, broken) == ([], [])


def _is_html(answer) -> bool:
    return answer.get("Content-Type", "").startswith("text/html")


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
    letter.write_bytes(b"".join(page) if page.streaming else page.content)
    said = subprocess.run(
        ["pdftotext", "-layout", str(letter), "-"], check=True, capture_output=True, text=True
    )
    assert f"Nama usaha : {words}" in re.sub(r"\s+", " ", said.stdout)
    assert "Halaman 1 dari 1" in said.stdout
