"""A guide is read whole, and a fault is named with its place; the guides of the pack hold what they promise."""

import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from balai.core.content import ContentError
from balai.foundation.packs.api import PackError, install
from balai.services.lifeevents.plan import needed, plan
from balai.services.lifeevents.reading import read_guide
from tests.paper import OPENS_A_STALL
from tests.world import ROOT, World

PACK = ROOT / "packs" / "peristiwa-hidup"
WORDS = {"id": "satu", "en": "one"}
YES_NO = [{"value": value, "label": WORDS} for value in ("ya", "tidak")]
GUIDE: dict[str, Any] = {
    "event": "contoh",
    "intro": WORDS,
    "questions": [
        {"name": "tanggal", "label": WORDS, "type": "date"},
        {"name": "papan", "label": WORDS, "type": "choice", "choices": YES_NO},
    ],
    "papers": [{"code": "ktp", "kind": "known", "title": WORDS}],
    "steps": [
        {"code": "satu", "title": WORDS, "text": WORDS, "agency": WORDS, "papers": ["ktp"]},
        {"code": "dua", "title": WORDS, "text": WORDS, "service": "surat", "after": ["satu"]},
    ],
}


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The guide with something put in at a place."""
    guide = deepcopy(GUIDE)
    at: Any = guide
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    return guide


@pytest.mark.parametrize(
    ("path", "value", "at", "sentence"),
    [
        (("questions", 1, "type"), "text", ("questions", 1, "choices"), "isian jenis text tidak mempunyai pilihan"),
        (("questions", 0, "type"), "text", ("questions", 0, "type"), "pertanyaan panduan berjenis choice atau date"),
        (("papers", 0, "kind"), "fotokopi", ("papers", 0, "kind"), "kind: known, upload, bring"),
        (("papers", 0, "made_by"), ["tiga"], ("papers", 0, "made_by", 0), "langkah “tiga” tidak ada"),
        (("steps", 0, "after"), ["dua"], ("steps", 0, "after", 0), "“dua” bukan langkah sebelumnya"),
        (("steps", 0, "papers"), ["kk"], ("steps", 0, "papers", 0), "“kk” bukan yang ada di “papers”"),
        (("steps", 0, "link"), "http://oss.go.id", ("steps", 0, "link"), "tautan dimulai dengan https://"),
        (
            ("steps", 0, "repeat"),
            "papan",
            ("steps", 0, "repeat"),
            "“repeat” menunjuk pertanyaan dengan pilihan 1 sampai 9",
        ),
        (("steps", 1, "cost"), WORDS, ("steps", 1, "cost"), "“cost” sudah dijelaskan oleh layanannya"),
        (("steps", 1, "code"), "satu", ("steps", 1, "code"), "kode “satu” sudah dipakai"),
        (("steps", 1, "title"), {"id": "x"}, ("steps", 1, "title"), "isi kedua bahasa: {id: …, en: …}"),
        (
            ("steps", 1, "when"),
            {"field": "papan", "equals": "entah"},
            ("steps", 1, "when", "equals"),
            "“entah” bukan pilihan dari “papan”",
        ),
        (
            ("steps", 1, "deadline"),
            {"field": "papan", "days": 3},
            ("steps", 1, "deadline", "field"),
            "batas waktu dihitung dari pertanyaan berjenis date",
        ),
        (("reach_back",), 400, ("reach_back",), "bilangan bulat dari 0 sampai 365"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(path: Any, value: Any, at: Any, sentence: str) -> None:
    assert read_guide(GUIDE).step("dua").after == ("satu",)
    with pytest.raises(ContentError) as caught:
        read_guide(changed(path, value), (0,))
    assert (caught.value.path, str(caught.value)) == ((0, *at), sentence)


def test_a_step_kept_nowhere_is_refused() -> None:
    guide = deepcopy(GUIDE)
    del guide["steps"][0]["agency"]
    with pytest.raises(ContentError, match="sebutkan salah satu: service, unit atau agency"):
        read_guide(guide)


def guides() -> dict[str, Any]:
    """The guides of the pack, as data."""
    entries = YAML(typ="safe").load((PACK / "guides.yaml").read_text())
    return {entry["event"]: entry for entry in entries}


@pytest.mark.parametrize(
    ("event", "answers", "keys"),
    [
        (
            "kelahiran",
            {"jumlah": "1", "tempat": "faskes", "nikah": "ya", "jkn": "belum", "biaya": "tidak"},
            ["surat-lahir", "akta", "kia", "imunisasi"],
        ),
        (
            "kelahiran",
            {"jumlah": "2", "tempat": "rumah", "nikah": "belum", "jkn": "ya", "biaya": "ya"},
            ["surat-lahir-desa", "sptjm", "akta-1", "akta-2", "sktm", "jkn-1", "jkn-2", "kia-1", "kia-2", "imunisasi"],
        ),
        (
            "usaha",
            {**OPENS_A_STALL, "jenis": "lain", "kredit": "tidak"},
            ["npwp", "nib", "reklame"],
        ),
        (
            "pernikahan",
            {"agama": "dukcapil", "umur": "belum", "pernah": "cerai", "tinggal": "pindah"},
            ["pengantar", "sehat", "dispensasi", "daftar-sipil", "kartu", "alamat"],
        ),
        (
            "pindah",
            {"arah": "keluar", "anak": "tidak", "kendaraan": "ya", "jkn": "tidak"},
            ["pindah-keluar", "lapor-tujuan", "desa", "kendaraan"],
        ),
        (
            "kematian",
            {"tempat": "rumah", "pasangan": "ya", "pensiun": "tidak", "pekerja": "ya", "waris": "tanah"},
            ["surat-desa", "akta", "pasangan", "jkn", "waris", "santunan", "bank", "tanah"],
        ),
    ],
)  # fmt: skip
def test_the_answers_decide_what_is_to_be_done(event: str, answers: dict[str, str], keys: list[str]) -> None:
    items = plan(read_guide(guides()[event]), answers)
    assert [item.key for item in items] == keys


def test_of_twins_each_card_waits_for_its_own_certificate() -> None:
    answers = {"jumlah": "2", "tempat": "rumah", "nikah": "belum", "jkn": "ya", "tanggal": "2026-03-01"}
    items = {item.key: item for item in plan(read_guide(guides()["kelahiran"]), answers)}
    assert items["kia-2"].after == ("akta-2",)
    assert items["akta-1"].after == ("surat-lahir-desa", "sptjm")
    days = [items[key].deadline for key in ("akta-2", "jkn-1", "imunisasi")]
    assert days == [date(2026, 4, 30), date(2026, 3, 29), None]


def test_papers_are_named_once_and_what_a_step_brings_about_is_not_prepared() -> None:
    answers = {"jumlah": "2", "tempat": "faskes", "nikah": "ya", "jkn": "ya"}
    found = needed(plan(read_guide(guides()["kelahiran"]), answers))
    assert [(need.paper.code, need.uses) for need in found] == [
        ("buku-kia", 2),
        ("ktp-kk", 4),
        ("buku-nikah", 2),
        ("ktp-saksi", 2),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("service: akta-kelahiran", "service: akta-lama", "layanan “akta-lama” tidak ada"),
        ("appointment: ktp-dukcapil", "appointment: ktp", "janji temu “ktp” tidak ada"),
        ("- event: usaha", "- event: dagang", "peristiwa hidup “dagang” tidak dikenal"),
        ("unit: dukcapil", "unit: dinas", "Unit dengan kode 35.10/dinas tidak ada."),
    ],
)
def test_what_does_not_stand_is_told_with_its_line(
    world: World, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    for file in PACK.glob("*.yaml"):
        text = re.sub(r"(?m)^version: .*", "version: 99.0.0", file.read_text())
        (tmp_path / file.name).write_text(text.replace(old, new, 1))
    line = (PACK / "guides.yaml").read_text().partition(old)[0].count("\n") + 1
    with pytest.raises(PackError, match=f"guides.yaml:{line}: {sentence}"):
        install(tmp_path)
