"""The press: a Typst source and data become a PDF/A-2b, in a closed root with our fonts only."""

import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.conf import settings
from PIL import Image

FONTS = Path(__file__).parents[1] / "fonts"
LIBRARY = Path(__file__).parents[1] / "typst" / "naskah.typ"
STANDARD: Literal["a-2b"] = "a-2b"
PAGE_HEIGHT = 841.89  # A4 in points
SCREEN_PPI = 86.0  # a page about as wide as a column of the workplace
# Template code reaches nothing but its own folder: packages, evaluated text and plug-ins stay out.
FORBIDDEN = re.compile(r"@(?:preview|local)|\beval\b|\bplugin\b|\bdictionary\s*\(\s*std")
IMPORT = re.compile(r"(?<![\w-])(?:import|include)\b(?!\s*\"/?[\w./-]+\")")
NO_GLYPH = re.compile(r"could not be displayed|not be displayed with", re.I)
_FONT = re.compile(rb"/BaseFont\s*/([^\s/<>()\[\]]+)")


class PressError(ValueError):
    """The template or its data cannot be printed; the message is Typst's own, or names the fault."""


@dataclass(frozen=True)
class Box:
    """Where a signature block stands: page from 0, coordinates in points from the lower left corner."""

    place: int
    page: int
    corners: tuple[float, float, float, float]


@dataclass(frozen=True)
class Print:
    """A compiled document and its signature boxes in the order of their places."""

    pdf: bytes
    boxes: tuple[Box, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Machine:
    compiler: typst.Compiler
    lock: Lock


@lru_cache
def fonts() -> typst.Fonts:
    """Our fonts, read once. Raises PressError when the build has not made them."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    if not found.families():
        raise PressError(f"no fonts in {FONTS}: run python -m balai.foundation.documents.build")
    return found


def check_source(source: str) -> None:
    """Refuse what a template must not do. Raises PressError with the line."""
    code = re.sub(r"(?<!:)//[^\n]*", "", source)
    for number, line in enumerate(code.splitlines(), 1):
        if FORBIDDEN.search(line) or IMPORT.search(line):
            raise PressError(f"baris {number}: templat hanya boleh mengimpor berkas di foldernya sendiri")


def run(source: str, emblem: Path, data: dict[str, Any], moment: datetime) -> Print:
    """Print the source with the data at a moment (which stands in the PDF). Raises PressError."""
    machine = _machine(source, emblem)
    with machine.lock:
        try:
            pdf, warnings = machine.compiler.compile_with_warnings(
                format="pdf",
                sys_inputs=_inputs(data, emblem),
                pdf_standards=STANDARD,
                timestamp=int(moment.timestamp()),
            )
            found = json.loads(machine.compiler.query("<kolom-tanda-tangan>", field="value"))
        except typst.TypstError as error:
            raise PressError(_explain(error)) from error
    assert isinstance(pdf, bytes)
    boxes = sorted((_box(entry) for entry in found), key=lambda box: box.place)
    return Print(pdf, tuple(boxes), tuple(warning.message for warning in warnings))


def picture(source: str, emblem: Path, data: dict[str, Any], page: int = 0) -> bytes:
    """One page of what ``run`` prints, as a PNG for the screen. Raises PressError."""
    machine = _machine(source, emblem)
    with machine.lock:
        try:
            made = machine.compiler.compile(format="png", ppi=SCREEN_PPI, sys_inputs=_inputs(data, emblem))
        except typst.TypstError as error:
            raise PressError(_explain(error)) from error
    pages = [content for content in (made if isinstance(made, list) else [made]) if content]
    return _light(pages[page])


def _light(png: bytes) -> bytes:
    """The picture in 16 colours: a quarter of the bytes, and an eye misses nothing on a page of text."""
    target = BytesIO()
    with Image.open(BytesIO(png)) as sheet:
        sheet.convert("RGB").quantize(16).save(target, "PNG", optimize=True)
    return target.getvalue()


def _inputs(data: dict[str, Any], emblem: Path) -> dict[str, str]:
    return {"data": json.dumps({**data, "emblem": f"/lambang{emblem.suffix.lower()}"})}


def _box(entry: dict[str, Any]) -> Box:
    x, width, height = entry["x"], entry["width"], entry["height"]
    top = PAGE_HEIGHT - entry["y"]
    return Box(entry["place"], entry["page"] - 1, (x, top - height, x + width, top))


def _explain(error: typst.TypstError) -> str:
    if NO_GLYPH.search(error.message):
        return "ada huruf yang tidak dapat dicetak dengan jenis huruf surat"
    return error.message


def _machine(source: str, emblem: Path) -> _Machine:
    return _build_machine(source, emblem, emblem.stat().st_mtime_ns, LIBRARY.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _build_machine(source: str, emblem: Path, *_stamps: int) -> _Machine:
    """A compiler for one source: Typst keeps what did not change since the last letter."""
    root = _root(source, emblem)
    nowhere = str(root / "tanpa-paket")
    compiler = typst.Compiler(
        str(root / "main.typ"),
        root=str(root),
        font_paths=fonts(),
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    return _Machine(compiler, Lock())


def _root(source: str, emblem: Path) -> Path:
    """The closed folder of a source, named by its content and made in one step."""
    files = {
        "main.typ": source.encode(),
        "naskah.typ": LIBRARY.read_bytes(),
        f"lambang{emblem.suffix.lower()}": emblem.read_bytes(),
    }
    digest = hashlib.sha256(
        b"\0".join(name.encode() + content for name, content in files.items())
    ).hexdigest()
    root: Path = settings.HOME / "cache" / "documents" / digest
    if root.exists():
        return root
    root.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=root.parent))
    for name, content in files.items():
        (draft / name).write_bytes(content)
    try:
        os.rename(draft, root)
    except OSError:  # another process was first
        shutil.rmtree(draft)
    return root


def used_fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF of ours, without their subset prefix and style: ``PlusJakartaSans``.

    Typst writes its dictionaries in plain bytes; to read every object instead takes fifty times as long.
    """
    names = (name.decode("latin-1") for name in _FONT.findall(pdf))
    return {name.split("+")[-1].split("-")[0] for name in names}


def own_fonts() -> set[str]:
    """The names of our families as a PDF writes them."""
    return {family.replace(" ", "") for family in fonts().families()}
