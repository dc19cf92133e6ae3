"""Ill files at every door that takes files: refused in words, and nothing of them is kept."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.access.conftest import Cast
from tests.hostile.forms import Form, posts
from tests.hostile.walk import Sheet
from tests.world import World

pytestmark = pytest.mark.django_db(databases="__all__")
MEGABYTE = 1024 * 1024
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(7)</script></svg>'
HANDLER = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(7)"><path d="M0 0"/></svg>'
ENTITY = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
PAGE = b"<!doctype html><script>alert(7)</script>"


@cache
def bomb() -> bytes:
    """A workbook that unpacks to 210 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (210 * MEGABYTE))
        archive.writestr("pack.yaml", "name: bom\n")
    return packed.getvalue()


@cache
def wide_picture() -> bytes:
    """A picture of 100 megapixels in some hundred kilobytes."""
    target = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(target, "PNG")
    return target.getvalue()


FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "nothing": lambda: ("kosong.jpg", b""),
    "a program named as a picture": lambda: ("warung.jpg", b"MZ\x90\x00" + b"\0" * 500),
    "a page named as a picture": lambda: ("warung.png", PAGE),
    "a script in a drawing": lambda: ("lambang.svg", SCRIPT),
    "a handler in a drawing": lambda: ("lambang.svg", HANDLER),
    "a file of the machine in a drawing": lambda: ("lambang.svg", ENTITY),
    "a picture that is a page too": lambda: ("warung.gif", b"GIF89a/*" + PAGE),
    "a letter that is a page too": lambda: ("surat.pdf", PAGE + b"%PDF-1.7\n%%EOF"),
    "a bomb as a workbook": lambda: ("batas.xlsx", bomb()),
    "a bomb as a pack": lambda: ("paket.zip", bomb()),
    "a picture of 100 megapixels": lambda: ("warung.png", wide_picture()),
    "fifty megabytes": lambda: ("besar.pdf", b"%PDF-1.7\n" + b"0" * (50 * MEGABYTE)),
}
# who stands there, its address, the control
DOORS: dict[str, tuple[str, Callable[[World], str], str]] = {
    "a photograph for a letter": (
        "owner",
        lambda world: reverse("applications:step", args=[world.draft_id, "keperluan"]),
        "foto_usaha",
    ),
    "a letter to compare": ("visitor", lambda world: f"/v/{world.document_code}", "berkas"),
    "the arms of the regency": ("admin", lambda world: reverse("presentation:look"), "arms"),
    "the emblem of a letterhead": (
        "admin",
        lambda world: reverse("documents:letterhead", args=[world.unit_id]),
        "emblem",
    ),
    "a table": ("admin", lambda world: reverse("exchange:bring", args=["batas"]), "file"),
    "a pack": ("admin", lambda world: reverse("packs:list"), "file"),
}
# kept of a refusal: that something came, from where, and that it was refused
TOLD = {
    "audit_change",
    "audit_event",
    "documents_throttle",
    "forms_attachment",
    "forms_draft",
    "forms_traffic",
    "forms_upload",
}
PARKED = "impor"  # sealed, for a day: its owner may ask for the report once more


def stored() -> set[Path]:
    """Every file that the installation keeps for others to see."""
    found = (path for path in (settings.HOME / "files").rglob("*") if path.is_file())
    return {path for path in found if path.parent.name != PARKED}


def door(cast: Cast, name: str) -> tuple[str, Form, str]:
    """Where the files go: the role, the form, the control."""
    role, address, control = DOORS[name]
    path = address(cast.world)
    page = cast.client(role).get(path).content.decode()
    form = next(form for form in posts(page, path) if control in form.files)
    return role, form, control


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", DOORS)
def test_an_ill_file_is_refused_and_not_kept(
    cast: Cast, name: str, file: str, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    role, form, control = door(cast, name)
    sent = SimpleUploadedFile(*FILES[file](), content_type="image/png")
    client = cast.client(role)
    files = stored()
    with cast.undone(), cast.memory.watching() as changed, django_capture_on_commit_callbacks(execute=True):
        answer = client.post(form.action, form.filled() | {control: sent})
    assert answer.status_code in {413, 422}
    assert b"alert(7)" not in answer.content
    assert changed <= TOLD
    assert stored() == files


def test_every_door_is_known(sheets: list[Sheet]) -> None:
    found = {control for sheet in sheets for control in sheet.form.files}
    assert found <= {control for _role, _address, control in DOORS.values()}
