"""A standard letter: written as people type it, kept as data, printed without anything in it ever being code."""

from pathlib import Path
from typing import Any

import pytest

from balai.core.actor import SYSTEM
from balai.core.content import ContentError, written_here
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.body import as_text, check_body, names_in, printable_body, read_text
from balai.foundation.documents.content import standing_templates
from balai.foundation.documents.engine import press, sample
from balai.foundation.documents.models import TemplateVersion
from balai.foundation.documents.tests.pdfs import text_of

TEXT = """Yang bertanda tangan di bawah ini {penandatangan}, {wilayah}, menerangkan bahwa:

Nama: {nama}
Tamu: {tamu} orang

dapat mengadakan {acara} sampai {berlaku_sampai}.

- menjaga ketertiban;
- selesai pukul 22.00.

Tembusan:
- Kepala Kepolisian Sektor
- Camat"""
FACTS = [{"name": name, "label": {"id": name, "en": name}} for name in ("nama", "tamu", "acara")]
ENTRY: dict[str, Any] = {
    "code": "izin-keramaian",
    "name": {"id": "Izin Keramaian", "en": "Event Permit"},
    "kind": "surat-keterangan",
    "code_prefix": "IKR",
    "facts": FACTS,
    "holder": "nama",
    "body": read_text(TEXT),
}


def test_what_is_typed_becomes_data_and_the_other_way_round() -> None:
    body = read_text(TEXT)
    assert [list(block) for block in body] == [
        ["paragraph"],
        ["details"],
        ["paragraph"],
        ["list"],
        ["copies"],
    ]
    assert body[1]["details"][1] == {"label": "Tamu", "text": "{tamu} orang"}
    assert as_text(body) == TEXT
    assert names_in(body) == ["nama", "tamu", "acara"]


def test_what_names_an_empty_fact_is_not_printed() -> None:
    words = {"nama": "Siti", "tamu": "", "acara": "pasar", "berlaku_sampai": "", "penandatangan": "Camat"}
    blocks = printable_body(read_text(TEXT), {**words, "wilayah": "Licin"}, "nama")
    assert [block["kind"] for block in blocks] == ["paragraph", "details", "list", "copies"]
    assert blocks[1]["rows"] == [{"label": "Nama", "runs": [{"text": "Siti", "strong": True}]}]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([], "Tulis isi surat"),
        ([{"paragraph": "Kepada {siapa}"}], "“siapa” bukan data surat ini"),
        ([{"paragraph": "Kepada {Nama}"}], "Kurung kurawal hanya untuk nama data"),
        ([{"paragraph": "a", "list": ["b"]}], "tepat satu"),
        ([{"list": []}], "daftar yang tidak kosong"),
        ([{"paragraph": " "}], "kosong atau terlalu panjang"),
    ],
)
def test_an_ill_body_is_refused_in_plain_words(body: Any, sentence: str) -> None:
    with pytest.raises(ContentError, match=sentence):
        check_body(body, {"nama"}, ())


@pytest.mark.django_db
def test_it_is_installed_without_a_file_and_reads_back_as_it_was() -> None:
    assert install_templates([ENTRY], written_here(SYSTEM)) == 1
    assert install_templates([ENTRY], written_here(SYSTEM)) == 0
    entry = standing_templates(["izin-keramaian"])["izin-keramaian"]
    assert (entry["body"], "file" in entry) == (ENTRY["body"], False)
    with pytest.raises(ContentError, match="salah satu: file"):
        install_templates([{**ENTRY, "file": "a.typ"}], written_here(SYSTEM))


@pytest.mark.django_db
def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = '#eval("1") $x$ *tebal* @label'
    entry = {**ENTRY, "body": [{"paragraph": hostile}, {"details": [{"label": "Nama", "text": "{nama}"}]}]}
    install_templates([entry], written_here(SYSTEM))
    printed = text_of(sample.run(TemplateVersion.objects.get().source, entry).pdf, tmp_path)
    assert '#eval("1") $x$ *tebal* @label' in " ".join(printed.split())


@pytest.mark.django_db
def test_a_page_is_shown_as_a_picture() -> None:
    install_templates([ENTRY], written_here(SYSTEM))
    assert sample.picture(TemplateVersion.objects.get().source, ENTRY).startswith(b"\x89PNG")
    assert press.check_source(TemplateVersion.objects.get().source) is None
