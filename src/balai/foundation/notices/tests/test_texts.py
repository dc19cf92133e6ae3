"""Texts in packs: a fault names file and line."""

from pathlib import Path

import pytest

from balai.foundation.notices.models import Wording
from balai.foundation.notices.tests.conftest import BASE, install_texts
from balai.foundation.packs import api as packs

pytestmark = pytest.mark.django_db
MANIFEST = """format: 1
name: uji
version: 1.0.0
title: {id: Uji, en: Test}
description: {id: Uji., en: Test.}
origin: Balai
licence: MIT
sources: [UU 25/2009]
"""
GOOD = """- code: tasks.new
  short:
    id: "Tugas {code}"
    en: "Task {code}"
  subject: {id: "Tugas baru", en: "New task"}
  body:
    id: "{name}, {ask}"
    en: "{name}, {ask}"
"""


def pack(folder: Path, texts: str) -> Path:
    """A pack with these texts."""
    (folder / "pack.yaml").write_text(MANIFEST)
    (folder / "notices.yaml").write_text(texts)
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id: "Tugas {code}"', 'id: "Tugas {nik}"', "notices.yaml:3: isian “{nik}” tidak dikenal"),
        ('    en: "Task {code}"\n', "", "notices.yaml:2: kunci “en” wajib ada"),
        (
            "code: tasks.new",
            "code: tasks.unknown",
            "notices.yaml:1: pemberitahuan “tasks.unknown” tidak dikenal",
        ),
        ('en: "Task {code}"', 'en: "Task {code!r}"', "notices.yaml:4: isian ditulis sebagai {nama}"),
        ('en: "Task {code}"', 'en: ""', "notices.yaml:4: teks ini wajib ada"),
    ],
)
def test_a_faulty_text_stops_the_installation_with_file_and_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(packs.PackError) as raised:
        packs.install(pack(tmp_path, GOOD.replace(old, new)))
    assert str(raised.value).startswith(fault)
    assert not Wording.objects.exists()


def test_texts_are_installed_once_and_keep_what_the_regency_says(tmp_path: Path) -> None:
    packs.install(pack(tmp_path, GOOD))
    row = Wording.objects.get()
    assert (row.kind, row.pack, row.texts["short"]["en"]) == ("tasks.new", "uji", "Task {code}")


def test_the_base_pack_has_a_text_for_every_kind_of_the_house() -> None:
    from balai.foundation.notices.kinds import all_kinds

    install_texts()
    assert install_texts() == 0
    others = {
        "privacy.breach",
        "privacy.letter_ends",
    }  # said by packs of their own, as what the modules below tell
    apart = (
        "test.",
        "payments.",
        "licences.",
        "queues.",
        "visits.",
        "guests.",
        "agreements.",
        "adoption.",
        "innovations.",
    )
    said = set(Wording.objects.values_list("kind", flat=True)) | others
    kinds = {kind.code for kind in all_kinds() if not kind.code.startswith(apart)}
    assert said == kinds
    assert (BASE / "notices.yaml").exists()
