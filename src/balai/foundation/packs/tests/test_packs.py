"""A pack is installed whole or not at all, and a fault is named with its file and line."""

from pathlib import Path

import pytest

from balai.core.actor import SYSTEM, VISITOR
from balai.core.errors import NotAllowed
from balai.foundation.packs.actions.install_pack import install_pack
from balai.foundation.packs.api import PackError, export_pack, inspect, install
from balai.foundation.packs.models import InstalledPack
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db

MANIFEST = """format: 1
name: contoh
version: 1.0.0
title: {id: Contoh, en: Example}
origin: Uji
licence: MIT
sources: [UU 25/2009]
"""
EVENTS = """- code: menikah
  icon: heart
  title: {id: Menikah, en: Marriage}
  summary: {id: pengantar nikah, en: marriage papers}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    folder.mkdir()
    (folder / "pack.yaml").write_text(MANIFEST)
    (folder / "life_events.yaml").write_text(EVENTS)
    return folder


def test_a_pack_is_installed_once(pack: Path):
    assert install(pack).changed == {"life_events": 1}
    assert install(pack).changed == {}
    assert LifeEvent.objects.get().title == {"id": "Menikah", "en": "Marriage"}


def test_inspect_says_what_a_new_version_changes(pack: Path):
    install(pack)
    (pack / "life_events.yaml").write_text(
        EVENTS.replace("heart", "store") + EVENTS.replace("menikah", "lahir")
    )
    assert inspect(pack).changes == (("baru", "life_events", "lahir"), ("berubah", "life_events", "menikah"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("life_events.yaml", "icon: heart", "ikon: heart", "life_events.yaml:1: kunci “icon” wajib ada"),
        (
            "life_events.yaml",
            "{id: Menikah, en: Marriage}",
            "{id: Menikah}",
            "life_events.yaml:3: isi kedua bahasa",
        ),
        ("life_events.yaml", "  icon", " icon", "life_events.yaml:2: bukan YAML yang sah"),
        ("pack.yaml", "version: 1.0.0", "version: baru", "pack.yaml:3: versi harus berbentuk 1.0.0"),
        ("pack.yaml", "licence: MIT\n", "", "pack.yaml:1: kunci “licence” wajib ada"),
    ],
)
def test_a_fault_is_named_with_file_and_line(pack: Path, file: str, old: str, new: str, message: str):
    (pack / file).write_text((pack / file).read_text().replace(old, new))
    with pytest.raises(PackError) as fault:
        install(pack)
    assert str(fault.value).startswith(message)
    assert InstalledPack.objects.count() == 0


def test_a_fault_at_the_end_keeps_nothing_of_the_beginning(pack: Path):
    (pack / "life_events.yaml").write_text(EVENTS + "- code: lahir\n")
    with pytest.raises(PackError):
        install(pack)
    assert LifeEvent.objects.count() == 0


def test_an_unknown_kind_of_content_is_refused(pack: Path):
    (pack / "ramalan.yaml").write_text("[]")
    with pytest.raises(PackError, match="ramalan.yaml:1: jenis isi ini tidak dikenal"):
        install(pack)


def test_only_an_administrator_installs(pack: Path):
    with pytest.raises(NotAllowed):
        install_pack(VISITOR, pack)
    assert InstalledPack.objects.count() == 0
    assert install_pack(SYSTEM, pack).version == "1.0.0"


def test_an_export_is_the_same_pack_elsewhere(pack: Path, tmp_path: Path):
    (pack / "surat").mkdir()
    (pack / "surat" / "a.typ").write_text("= Surat")
    install(pack)
    folder = tmp_path / "keluar"
    assert export_pack(SYSTEM, "contoh", folder) == 3
    assert (folder / "surat" / "a.typ").read_text() == "= Surat"
    assert inspect(folder).changes == ()
    assert inspect(folder).manifest.origin == "Uji"
    assert install(folder).changed == {}
    with pytest.raises(PackError, match="sudah ada"):
        export_pack(SYSTEM, "contoh", folder)
    with pytest.raises(PackError, match="tidak terpasang"):
        export_pack(SYSTEM, "lain", tmp_path / "lain")
    with pytest.raises(NotAllowed):
        export_pack(VISITOR, "contoh", tmp_path / "lain")
