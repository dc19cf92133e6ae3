"""The press: hostile text stays text, templates stay in their folder, fonts are ours, preview equals
result.
"""

import re
from datetime import UTC, datetime

import pytest
import yaml

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.core.errors import Invalid
from balai.foundation.documents import api
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.engine import press
from balai.foundation.documents.house import NEUTRAL_EMBLEM
from balai.foundation.documents.models import IssuedNumber, Template, TemplateVersion
from balai.foundation.documents.tests.conftest import PACK
from balai.foundation.documents.tests.pdfs import text_of, words_with_places

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
HOSTILE = [
    '#eval("1+1") #panic("x")',
    '"; #read("/etc/passwd")',
    "back\\slash \\u{41} \\",
    "<script>alert(1)</script> &amp;",
    "$x^2$ *tebal* _miring_ `kode` = judul",
    "@preview/cetz:0.1.0 <label> https://a.b // c /* d */",
    "[kurung] {kurawal} ~ -- '",
]
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text, request_for, tmp_path) -> None:
    pdf = api.preview(request_for({"nama_usaha": text}))
    assert re.sub(r"\s+", "", text) in re.sub(r"\s+", "", text_of(pdf, tmp_path))


def test_arabic_names_are_printed_and_marks_of_direction_are_dropped(request_for, tmp_path) -> None:
    pdf = api.preview(request_for({"nama_usaha": "Toko \u202emoc.live مدرسة"}))
    text = text_of(pdf, tmp_path)
    assert "Toko moc.live" in text
    assert "\u202e" not in text
    assert "NotoNaskhArabic" in press.used_fonts(pdf)


def test_letters_without_a_shape_are_refused_with_a_sentence(request_for) -> None:
    with pytest.raises(Invalid, match="ada huruf yang tidak dapat dicetak"):
        api.preview(request_for({"nama_usaha": "Toko 漢字"}))


def test_missing_facts_are_named(request_for) -> None:
    with pytest.raises(Invalid) as error:
        api.preview(request_for({"nama_usaha": " ", "keperluan": None}))
    assert sorted(error.value.fields) == ["keperluan", "nama_usaha"]


def test_preview_has_the_layout_of_the_result(request_for, head, tmp_path) -> None:
    request = request_for()
    before = words_with_places(api.preview(request), tmp_path)
    assert IssuedNumber.objects.count() == 0
    card = api.issue(head, request)
    after = words_with_places(api.open_document(head, card.id)[1], tmp_path)
    assert [corner for corner, _word in before] == [corner for corner, _word in after]
    differing = {(old, new) for (_, old), (_, new) in zip(before, after, strict=True) if old != new}
    assert {new for _old, new in differing} == {card.number, card.code, card.url}


def test_the_letter_says_what_it_must(request_for, head, tmp_path) -> None:
    card = api.issue(head, request_for())
    text = " ".join(text_of(api.open_document(head, card.id)[1], tmp_path).split())
    for words in (
        "PEMERINTAH KABUPATEN BANYUWANGI",
        "KECAMATAN LICIN",
        "DESA TAMANSARI",
        "SURAT KETERANGAN USAHA",
        f"Nomor: {card.number}",
        "NIK : 3510245506900001",
        "Banyuwangi, 15 Juni 1990",
        "UU Nomor 11 Tahun 2008 Pasal 5 ayat (1)",
        "Penanda tangan uji coba",
        card.url,
    ):
        assert words in text


def test_standing_and_behalf_are_printed(request_for, tmp_path) -> None:
    block = api.SignatureBlock(
        "Sekretaris Desa Tamansari", "RATNA DEWI", standing="plh", on_behalf="Kepala Desa Tamansari"
    )
    text = text_of(api.preview(request_for(blocks=(block,))), tmp_path)
    assert "a.n. Kepala Desa Tamansari" in text
    assert "Plh. Sekretaris Desa Tamansari," in text


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('#import "@preview/cetz:0.3.0"', "baris 1"),
        ("#let x = 1\n#import x: *", "baris 2"),
        ('#eval("1")', "baris 1"),
        ('#plugin("a.wasm")', "baris 1"),
    ],
)
def test_templates_reach_nothing_outside(source, fault) -> None:
    with pytest.raises(press.PressError, match=fault):
        press.check_source(source)


def test_files_outside_the_folder_cannot_be_read(db) -> None:
    for path in ("/etc/passwd", "../../../../../../etc/passwd"):
        with pytest.raises(press.PressError):
            press.run(f'#read("{path}")', NEUTRAL_EMBLEM, {}, MOMENT)


def install(tmp_path, source: str, **changes) -> int:
    entry = yaml.safe_load((PACK / "documents.yaml").read_text())[0] | changes
    (tmp_path / "surat.typ").write_text(source)
    return install_templates([entry | {"file": "surat.typ"}], ContentContext("uji", "1", tmp_path, SYSTEM))


SOURCE = (PACK / "documents" / "keterangan-usaha.typ").read_text()


def test_an_unknown_font_is_an_error(tmp_path, db) -> None:
    with pytest.raises(ContentError, match="unknown font family: comic sans ms"):
        install(
            tmp_path, SOURCE.replace("#tanda-tangan()", '#text(font: "Comic Sans MS")[x]\n#tanda-tangan()')
        )
    assert Template.objects.count() == 0


def test_a_template_without_block_is_an_error(tmp_path, db) -> None:
    with pytest.raises(ContentError, match="blok tanda tangan") as error:
        install(tmp_path, SOURCE.replace("#tanda-tangan()", ""))
    assert error.value.path == (0, "file")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"warna": "biru"}, (0, "warna")),
        ({"holder": "tidak_ada"}, (0, "holder")),
        ({"facts": [{"name": "nama", "label": "Nama", "kind": "angka"}]}, (0, "facts", 0, "kind")),
    ],
)
def test_faults_of_an_entry_are_located(changes, path, tmp_path, db) -> None:
    with pytest.raises(ContentError) as error:
        install(tmp_path, SOURCE, **changes)
    assert error.value.path == path


def test_a_changed_template_becomes_a_new_version(tmp_path, db) -> None:
    assert [install(tmp_path, SOURCE), install(tmp_path, SOURCE)] == [1, 0]
    assert install(tmp_path, SOURCE.replace("Demikian", "Demikianlah")) == 1
    assert list(TemplateVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Template.objects.get().current.number == 2
