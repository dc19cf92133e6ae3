"""The body of a standard letter: paragraphs, details and lists in which facts stand in braces.

A body is data, a list of blocks with one key each::

    - paragraph: "Yang bertanda tangan di bawah ini {penandatangan}, {wilayah}, menerangkan bahwa:"
    - details: [{label: Nama, text: "{nama}"}, {label: NIK, text: "{nik}"}]
    - list: ["menaati peraturan;", "menjaga ketertiban."]
    - copies: ["Camat Licin"]

People write it as they would type a letter: an empty line between blocks, ``Nama: {nama}`` for details, a dash before
each item of a list, and ``Tembusan:`` above those who get a copy. What names a fact that is empty is not printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.content import ContentError, require_keys

Block = dict[str, Any]
Body = list[Block]
Path = Sequence[str | int]
PARAGRAPH, DETAILS, LIST, COPIES = "paragraph", "details", "list", "copies"
COPIES_HEAD = "Tembusan:"
MOST_BLOCKS, LONGEST = 60, 4000
FACT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_DETAIL = re.compile(r"(?P<label>[^:{}]{1,40}):\s*(?P<text>.*\{.*)")
_ITEM = re.compile(r"(?:-|\d{1,2}[.)])\s+(?P<text>.+)")
BUILT_IN = {
    "penandatangan": gettext_lazy("Jabatan penanda tangan"),
    "unit": gettext_lazy("Nama unit"),
    "wilayah": gettext_lazy("Wilayah di atas unit"),
    "berlaku_sampai": gettext_lazy("Tanggal akhir masa berlaku"),
}


def check_body(body: Any, facts: set[str], path: Path) -> None:
    """Raise ContentError for a block of another shape, or for words in braces that are no fact."""
    if not isinstance(body, list) or not 0 < len(body) <= MOST_BLOCKS:
        raise ContentError(_("Tulis isi surat, paling banyak %(most)s bagian.") % {"most": MOST_BLOCKS}, path)
    for place, block in enumerate(body):
        here = [*path, place]
        require_keys(block, required=set(), optional={PARAGRAPH, DETAILS, LIST, COPIES}, path=here)
        if len(block) != 1:
            raise ContentError("satu bagian memuat tepat satu dari paragraph, details, list, copies", here)
        for text in _texts(block, here):
            _check_text(text, facts, here)


def _texts(block: Block, path: Path) -> Iterator[str]:
    ((kind, value),) = block.items()
    if kind == PARAGRAPH:
        value = [value]
    if not isinstance(value, list) or not value:
        raise ContentError("di sini harus ada daftar yang tidak kosong", path)
    for place, item in enumerate(value):
        if kind == DETAILS:
            require_keys(item, required={"label", "text"}, optional=set(), path=[*path, place])
            yield item["label"]
        yield item["text"] if kind == DETAILS else item


def _check_text(text: Any, facts: set[str], path: Path) -> None:
    if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST:
        raise ContentError(_("Bagian ini kosong atau terlalu panjang."), path)
    unknown = [name for name in FACT.findall(text) if name not in facts and name not in BUILT_IN]
    if unknown:
        raise ContentError(_("“%(name)s” bukan data surat ini.") % {"name": unknown[0]}, path)
    if re.search(r"[{}]", FACT.sub("", text)):
        raise ContentError(_("Kurung kurawal hanya untuk nama data, misalnya {nama}."), path)


def names_in(body: Body) -> list[str]:
    """The facts that the body names, each once, in order."""
    texts = (text for block in body for text in _texts(block, ()))
    found = dict.fromkeys(name for text in texts for name in FACT.findall(text))
    return [name for name in found if name not in BUILT_IN]


def printable_body(body: Body, words: Mapping[str, str], strong: str) -> Body:
    """The body as the press wants it: runs of text, those of the fact ``strong`` in bold; without what is empty."""
    blocks = (_printable(*item, words, strong) for block in body for item in block.items())
    return [block for block in blocks if block["runs"] or block["rows"] or block["items"]]


def _printable(kind: str, value: Any, words: Mapping[str, str], strong: str) -> Block:
    block: Block = {"kind": kind, "runs": [], "rows": [], "items": []}
    if kind == PARAGRAPH:
        block["runs"] = _runs(value, words, "")
    elif kind == DETAILS:
        rows = [{"label": row["label"], "runs": _runs(row["text"], words, strong)} for row in value]
        block["rows"] = [row for row in rows if row["runs"]]
    else:
        block["items"] = [runs for text in value if (runs := _runs(text, words, ""))]
    return block


def _runs(text: str, words: Mapping[str, str], strong: str) -> list[Block]:
    """The text with its facts filled in; nothing when one of them is empty."""
    if not all(words.get(name) for name in FACT.findall(text)):
        return []
    pieces = FACT.split(text)  # text, name, text, name, …, text
    runs = [
        {"text": words[piece] if place % 2 else piece, "strong": bool(place % 2) and piece == strong}
        for place, piece in enumerate(pieces)
    ]
    return [run for run in runs if run["text"]]


def built_in(signer: str, unit: Mapping[str, Any], valid_until: str) -> dict[str, str]:
    """The words that every letter knows."""
    return {
        "penandatangan": signer,
        "unit": unit["short"],
        "wilayah": unit["within"],
        "berlaku_sampai": valid_until,
    }


def as_text(body: Body) -> str:
    """The body as people write it."""
    return "\n\n".join("\n".join(_lines(*item)) for block in body for item in block.items())


def _lines(kind: str, value: Any) -> list[str]:
    if kind == PARAGRAPH:
        return [str(value)]
    if kind == DETAILS:
        return [f"{row['label']}: {row['text']}" for row in value]
    items = [f"- {item}" for item in value]
    return [COPIES_HEAD, *items] if kind == COPIES else items


def read_text(text: str) -> Body:
    """The body that the text says."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [_block([line.strip() for line in part.splitlines() if line.strip()]) for part in parts if part]


def _block(lines: list[str]) -> Block:
    if lines[0].casefold() == COPIES_HEAD.casefold():
        return {COPIES: [_bare(line) for line in lines[1:]]}
    details = [_DETAIL.fullmatch(line) for line in lines]
    if all(details):
        return {DETAILS: [{"label": one["label"].strip(), "text": one["text"]} for one in details if one]}
    if all(_ITEM.fullmatch(line) for line in lines):
        return {LIST: [_bare(line) for line in lines]}
    return {PARAGRAPH: " ".join(lines)}


def _bare(line: str) -> str:
    item = _ITEM.fullmatch(line)
    return item["text"] if item else line
