"""Pages carry no inline script or style, and every text of them is translated."""

import re
from html.parser import HTMLParser

import pytest

from tests.architecture import source

TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
MARKS = re.compile(r"{%.*?%}|{{.*?}}", re.S)
SPOKEN = {
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
    "label",
    "hint",
    "help",
    "heading",
    "text",
}
CODE = re.compile(r"SKU-\w{4}-\w{4}|Open Database License")
WORD = re.compile(r"[^\W\d_]{2,}")

# words that are the same in every language, or a name
NAMES = {
    "Balai",
    "NIK",
    "KK",
    "RT",
    "RW",
    "PDF",
    "SHA",
    "QR",
    "HP",
    "WIB",
    "WITA",
    "WIT",
    "Rp",
    "TOTP",
    "Plt",
    "Plh",
    "ID",
    "EN",
    "Bahasa",
    "Indonesia",
    "English",
    "API",
    "OpenAPI",
    "JSON",
    "GET",
    "ODbL",
    "MIT",
    "openapi",
    "json",
    "Esc",
    "Enter",
    "idn",
    "area",
    "data",
}

# why a template may carry plain texts
PLAIN = {
    "core/templates/400.html": "shown before a request is understood: both languages stand in it",
    "core/templates/500.html": "shown when nothing works: both languages stand in it",
    "core/templates/core/gallery": "for developers: names of components beside them",
    "core/templates/core/bits/button_class.html": "makes class names, not texts",
}

# why a template may carry its own style
STYLED = {"foundation/notices/templates/notices/mail/letter.html": "mail programs read no stylesheet"}


def bare(text: str) -> str:
    """The template without comments, translated blocks and template marks."""
    return MARKS.sub("", TRANSLATED.sub("", COMMENT.sub("", text)))


class Reader(HTMLParser):
    """Collects texts and spoken attributes that stand untranslated in a template."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"code", "kbd", "pre", "script", "style"}:
            self.inside.append(tag)
        for name, value in attrs:
            if name in SPOKEN and value and is_text(value) and not (tag.startswith("c-") and is_key(value)):
                self.found.append(f"{name}={value!r} (line {self.getpos()[0]})")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and is_text(data):
            self.found.append(f"{data.strip()!r} (line {self.getpos()[0]})")


def is_text(value: str) -> bool:
    """True when words for people stand in the value."""
    return any(word not in NAMES for word in WORD.findall(CODE.sub("", value)))


def is_key(value: str) -> bool:
    """True for a name of a token such as an icon or a tone, which components take as attributes."""
    return re.fullmatch(r"[a-z0-9-]+", value) is not None


@pytest.mark.parametrize("path", source.templates(), ids=lambda path: str(path.relative_to(source.BALAI)))
def test_a_template_is_clean(path: source.Path) -> None:
    text = COMMENT.sub("", path.read_text())
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == [], "inline script"
    if str(path.relative_to(source.BALAI)) not in STYLED:
        assert re.findall(r"<style\b|\sstyle=", text) == [], "inline style"
    assert re.findall(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*=\s*[\"']", text) == [], "inline handler"
    assert (
        re.findall(r"javascript:|hx-vals=[\"']js:|(?:src|href)=[\"']https?://[^\"']*\.(?:js|css)", text) == []
    )


@pytest.mark.parametrize("path", source.templates(), ids=lambda path: str(path.relative_to(source.BALAI)))
def test_every_text_of_a_template_is_translated(path: source.Path) -> None:
    reader = Reader()
    reader.feed(bare(path.read_text()))
    name = str(path.relative_to(source.BALAI))
    assert reader.found == [] or any(name.startswith(plain) for plain in PLAIN)
