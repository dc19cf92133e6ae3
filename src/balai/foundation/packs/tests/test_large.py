"""A pack of many services, more than one file can hold: what is given away can be read again."""

from pathlib import Path

import pytest

from balai.core.actor import SYSTEM
from balai.foundation.packs.api import PackError, compare, export_pack, install, publish_path
from balai.foundation.packs.composing import in_pieces
from balai.foundation.packs.manifest import LARGEST_TEXT
from balai.foundation.packs.models import InstalledPack, PackFile, Release
from balai.foundation.packs.reading import read_pack
from balai.foundation.packs.strict import data_of, read_tree
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db
WORDS = "kata " * 40_000  # a fifth of a megabyte


def write(folder: Path) -> Path:
    """Two full files of life events, each near the bound, one of them in the folder of its kind."""
    for name, codes in (("life_events.yaml", "abcde"), ("life_events/lain.yaml", "fghij")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(EVENTS.replace("menikah", code * 3) for code in codes))
    (folder / "pack.yaml").write_text(MANIFEST)
    return folder


@pytest.mark.parametrize("goal", ["kami", "kami.zip"])
def test_what_grew_by_adapting_is_split_and_comes_back_whole(tmp_path: Path, goal: str) -> None:
    plant_regency()
    install(write(tmp_path / "paket"))
    LifeEvent.objects.update(summary={"id": "kami " + WORDS * 3, "en": "ours"})
    export_pack(SYSTEM, "contoh", tmp_path / goal, adapted=True)
    found = compare(tmp_path / goal)
    assert len(found.differences) == 10
    assert {one.verdict for one in found.differences} == {"same"}
    assert publish_path(tmp_path / goal).version == "1.0.0"
    content = bytes(Release.objects.get().content)
    (tmp_path / "terbit.zip").write_bytes(content)
    assert {one.verdict for one in compare(tmp_path / "terbit.zip").differences} == {"same"}


def test_no_file_is_larger_than_what_can_be_read(tmp_path: Path) -> None:
    plant_regency()
    install(write(tmp_path / "paket"))
    LifeEvent.objects.update(summary={"id": "kami " + WORDS * 3, "en": "ours"})
    export_pack(SYSTEM, "contoh", tmp_path / "kami", adapted=True)
    folder = tmp_path / "kami"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    assert files == [
        "life_events.yaml", "life_events/lain-002.yaml", "life_events/lain.yaml",
        "life_events/life_events-002.yaml", "pack.yaml",
    ]  # fmt: skip
    pack = read_pack(folder)
    assert sorted(pack.keys["life_events"]) == [code * 3 for code in "abcdefghij"]
    assert max((folder / name).stat().st_size for name in files) <= LARGEST_TEXT


def test_pieces_lie_beside_what_is_there() -> None:
    items = [f"  - {'x' * (LARGEST_TEXT - 10)}\n"] * 3
    assert list(in_pieces("forms/a.yaml", items, {"forms/a-002.yaml"})) == [
        "forms/a.yaml", "forms/a-003.yaml", "forms/a-004.yaml",
    ]  # fmt: skip
    assert list(in_pieces("forms.yaml", [])) == ["forms.yaml"]


def test_an_entry_that_fits_no_file_is_not_given_away(tmp_path: Path) -> None:
    plant_regency()
    install(write(tmp_path / "paket"))
    LifeEvent.objects.filter(code="aaa").update(summary={"id": WORDS * 12, "en": "ours"})
    with pytest.raises(PackError, match="lebih besar dari 2 MB"):
        export_pack(SYSTEM, "contoh", tmp_path / "kami", adapted=True)
    assert not (tmp_path / "kami").exists()
    assert PackFile.objects.filter(pack=InstalledPack.objects.get()).count() == 3


def test_words_are_read_as_version_1_2_has_them() -> None:
    text = "[no, on, 12:30, 010, 0o10, 0x1F, -1_000, 1.50, 1e3, ~, true, 2026-02-27, '35.10', 35.10, '']"
    found = data_of(read_tree(text))
    assert [str(one) for one in found] == [
        "no", "on", "12:30", "10", "8", "31", "-1000", "1.5", "1000.0", "None", "True", "2026-02-27",
        "35.10", "35.1", "",
    ]  # fmt: skip
