"""A coat of arms draws, and does nothing else."""

import io

import pytest
from PIL import Image

from balai.core.errors import Invalid
from balai.core.ui.arms import MAX_BYTES, check_arms

DRAWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path fill="#123456" d="M0 0h4v5H0z"/></svg>'
)


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def png(size: tuple[int, int] = (40, 50), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#b3261e").save(target, "PNG", **options)
    return target.getvalue()


def test_a_drawing_passes_and_a_picture_is_drawn_anew() -> None:
    assert check_arms(DRAWN).kind == "svg"
    assert b"#123456" in check_arms(DRAWN).content
    made = check_arms(png((1600, 2000)) + b"<script>alert(1)</script>")
    assert (made.kind, b"script" in made.content) == ("png", False)
    with Image.open(io.BytesIO(made.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (640, 800))


@pytest.mark.parametrize(
    "content",
    [
        svg("<script>alert(1)</script>"),
        svg("<foreignObject/>"),
        svg("<style>@import url(//jahat.example)</style>"),
        svg('<image href="https://jahat.example/x.png"/>'),
        svg("<path/>", 'onload="alert(1)"'),
        svg('<path fill="url(https://jahat.example/#a)"/>'),
        svg('<use href="https://jahat.example/#a"/>'),
        svg('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"/>'),
        svg("<animate attributeName='href' to='javascript:alert(1)'/>"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN,
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN,
        b"<svg><path></svg>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"",
        b"\x00" * 64,
        png()[:60],
        b"\xff\xd8\xff\xe0JFIF",
        DRAWN + b" " * MAX_BYTES,
    ],
)
def test_anything_else_is_refused_at_the_field(content: bytes) -> None:
    with pytest.raises(Invalid) as fault:
        check_arms(content)
    assert list(fault.value.fields) == ["arms"]
