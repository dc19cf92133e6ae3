"""A coat of arms as it is safe to show: a PNG drawn anew, or an SVG that only draws."""

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from balai.core.errors import Invalid

MAX_BYTES = 512 * 1024
MAX_SIDE = 800  # pixels
MAX_PIXELS = 40_000_000
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol", "text", "tspan",
}  # fmt: skip
_FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|https?:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Arms:
    """The picture and its kind: png or svg."""

    content: bytes
    kind: str

    @property
    def file_name(self) -> str:
        """Named by the content: the same picture is the same file."""
        return f"{hashlib.sha256(self.content).hexdigest()[:32]}.{self.kind}"


def arms_path(file_name: str) -> Path:
    """Where the picture lies beside the other files of this installation."""
    path: Path = settings.HOME / "files" / "lambang" / file_name
    return path


def keep_as_file(arms: Arms) -> Path:
    """The picture as a file; written anew on a machine that has it not yet."""
    path = arms_path(arms.file_name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".baru")
        fresh.write_bytes(arms.content)
        fresh.replace(path)
    return path


def check_arms(content: bytes) -> Arms:
    """The picture made safe. Raises Invalid: too large, neither PNG nor SVG, or an SVG that does more than draw."""
    if len(content) > MAX_BYTES:
        raise _refused(_("Berkas lambang lebih besar dari 512 kB."))
    if content.lstrip()[:5].lower() in {b"<?xml", b"<svg "} or content.lstrip()[:4].lower() == b"<svg":
        return Arms(_safe_svg(content), "svg")
    return Arms(_drawn_anew(content), "png")


def _drawn_anew(content: bytes) -> bytes:
    """The picture as a fresh PNG: nothing but its points comes along."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _refused(_("Gambar lambang terlalu besar; paling lebar 800 piksel sudah cukup."))
            fresh = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _refused(_("Berkas ini bukan PNG atau SVG yang dapat dibaca.")) from error
    fresh.thumbnail((MAX_SIDE, MAX_SIDE))
    target = io.BytesIO()
    fresh.save(target, "PNG", optimize=True)
    return target.getvalue()


def _safe_svg(content: bytes) -> bytes:
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper():
        raise _refused(_("SVG ini memuat deklarasi yang tidak diizinkan (DOCTYPE)."))
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 (without DOCTYPE there are no entities to expand)
    except (ElementTree.ParseError, ValueError) as error:
        raise _refused(_("Berkas ini bukan PNG atau SVG yang dapat dibaca.")) from error
    if root.tag != f"{SVG}svg":
        raise _refused(_("Berkas ini bukan PNG atau SVG yang dapat dibaca."))
    for element in root.iter():
        _require_drawing(element)
    ElementTree.register_namespace("", SVG.strip("{}"))
    made: bytes = ElementTree.tostring(root)
    return made


def _require_drawing(element: ElementTree.Element) -> None:
    name = str(element.tag).removeprefix(SVG)
    if name not in DRAWING:
        raise _refused(_("SVG ini memuat bagian yang tidak diizinkan: {name}.").format(name=name[:40]))
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        linked = plain == "href" and not value.startswith("#")
        if plain.startswith("on") or linked or (plain != "href" and _FOREIGN.search(value)):
            raise _refused(_("SVG ini memuat atribut yang tidak diizinkan: {name}.").format(name=plain[:40]))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"arms": sentence})


class ArmsField(forms.FileField):
    """An upload that becomes ``Arms``; None when nothing was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ".png,.svg"})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The picture made safe."""
        upload = super().clean(data, initial)
        try:
            return check_arms(upload.read()) if upload else None
        except Invalid as fault:
            raise forms.ValidationError(str(fault)) from fault
