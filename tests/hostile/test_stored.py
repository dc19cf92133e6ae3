"""What was stored comes back as the text that it is: on every page, in every table, on every sheet, in every mail."""

import csv
import io
import re
import subprocess
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.http import HttpResponse

from balai.foundation.notices.channels import CHANNELS
from balai.foundation.notices.channels.email import compose
from balai.foundation.notices.letters import Writer
from balai.foundation.notices.models import Delivery
from tests.access.conftest import Cast
from tests.hostile import walk
from tests.hostile.planting import plant, plant_facts
from tests.hostile.test_texts import LIVE, PRODUCT, RECKONING

pytestmark = pytest.mark.django_db(databases="__all__")
TEXT = f"=1+1<script>alert(7)</script>{RECKONING} #panic() $x$"
# every table that can be had as a file, with somebody who may have it
TABLES = (
    ("operator", "/kerja/kotak/unduh.{}"),
    ("operator", "/kerja/perkara/unduh.{}"),
    ("head", "/kerja/ikhtisar/unduh.{}"),
    ("supervisor", "/kerja/audit/unduh.{}"),
    ("supervisor", "/kerja/penerimaan/unduh/{}/"),
    ("admin", "/kerja/ekspor/hari-libur/?bentuk={}"),
    ("admin", "/kerja/ekspor/koordinat/?bentuk={}"),
)
OPENERS = ("=", "+", "-", "@", "\t", "\r")
ROLES = (
    "operator",
    "owner",
    "head",
    "admin",
    "supervisor",
    "camat",
    "visitor",
)  # whoever sees most comes first


def test_what_is_stored_stays_text_everywhere(cast: Cast, tmp_path: Path) -> None:
    """Not one page, table or sheet lets it live, and none breaks of it."""
    faults = []
    with cast.undone():
        columns = plant(TEXT)
        plant_facts(TEXT)
        for path, answer in walk.once(cast, ROLES):
            faults += [(path, fault) for fault in faults_of(answer, tmp_path)]
    assert faults == []
    assert len(columns) > 60


def faults_of(answer: HttpResponse, folder: Path) -> list[str]:
    """What is wrong with an answer, by what it is."""
    if answer.status_code != 200:
        return [str(answer.status_code)]
    kind, body = answer["Content-Type"].partition(";")[0], walk.body_of(answer)
    if kind == "text/html":
        return ["alive"] if LIVE.search(body.decode()) else []
    if kind == "text/csv":
        return formulas_in(body.decode("utf-8-sig"))
    if kind == "application/pdf":
        return ["reckoned"] if PRODUCT in words_of(body, folder) else []
    return []


def words_of(pdf: bytes, folder: Path) -> str:
    """What a reader finds on the sheets."""
    sheet = folder / "lembar.pdf"
    sheet.write_bytes(pdf)
    words = ["pdftotext", "-layout", str(sheet), "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def formulas_in(table: str) -> list[str]:
    """The cells of a CSV file that a spreadsheet would calculate; a number may have a sign."""
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    return [cell for cell in cells if cell.startswith(OPENERS) and not re.fullmatch(r"[+-]?\d[\d.,]*", cell)]


@pytest.mark.parametrize(
    "text",
    [*(f"{opener}SUM(1+1)*cmd|' /C calc'!A0" for opener in OPENERS), r"external:\\jahat.test\SUM(1+1).xlsx"],
    ids=repr,
)
def test_no_cell_of_any_table_calculates_or_leads_anywhere(cast: Cast, text: str) -> None:
    faults, tables = [], 0
    with cast.undone():
        plant(text)
        plant_facts(text)
        for role, path in TABLES:
            lines, book = (walk.body_of(cast.client(role).get(path.format(form))) for form in ("csv", "xlsx"))
            faults += [(path, cell) for cell in formulas_in(lines.decode("utf-8-sig"))]
            faults += [(path, cell) for cell in formulas_of(book)]
            tables += b"SUM(1+1)" in lines
    assert faults == []
    assert tables > 3


def formulas_of(book: bytes) -> list[str]:
    """What a workbook calculates, and where it leads to."""
    parts = zipfile.ZipFile(io.BytesIO(book))
    sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    return [found for sheet in sheets for found in re.findall(r"<f>.*?</f>|<hyperlink .*?>", sheet)]


def test_a_mail_says_it_as_text_and_gets_no_further_header(cast: Cast) -> None:
    with cast.undone():
        plant_facts("<script>alert(7)</script>\r\nBcc: jahat@jahat.test")
        rows = list(Delivery.objects.filter(channel="email").select_related("notice"))
        letters = [letter for row in rows if (letter := Writer(CHANNELS["email"], rows).letter(row))]
        mails = [
            message_from_bytes(compose(one).message().as_bytes(), policy=policy.default) for one in letters
        ]
    assert len(mails) > 3
    for mail in mails:
        assert mail["Bcc"] is None
        assert LIVE.search(mail.get_body(("html",)).get_content()) is None
