"""Packs come from elsewhere: what is hostile is named with its file, and installs nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from balai.foundation.packs.api import PackError, install
from balai.foundation.packs.models import InstalledPack
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db

BOMB = "- &a [x, x]\n" + "".join(f"- &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))


def write(name: str, text: str) -> Callable[[Path], object]:
    """Writes a file of the pack."""
    return lambda folder: (folder / name).write_text(text)


TRICKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "alias bomb": (write("life_events.yaml", BOMB), "life_events.yaml:1: jangkar dan alias"),
    "tag": (write("life_events.yaml", "- !!python/object:os.system {}\n"), "life_events.yaml:1: tag YAML"),
    "double key": (
        write("life_events.yaml", "- code: a\n  code: b\n"),
        "life_events.yaml:2: bukan YAML yang sah",
    ),
    "no number": (write("life_events.yaml", "- code: a\n  rank: .nan\n"), "life_events.yaml:2: bukan YAML"),
    "number beyond all": (write("life_events.yaml", "- rank: 1e999\n"), "life_events.yaml:1: bukan YAML"),
    "hidden zero": (
        write("life_events.yaml", '- code: "a\\0b"\n'),
        "life_events.yaml:1: bukan YAML yang sah",
    ),
    "no such day": (write("life_events.yaml", "- on: 2026-13-45\n"), "life_events.yaml:1: bukan YAML"),
    "key that is a list": (write("life_events.yaml", "- ? [a]\n  : b\n"), "life_events.yaml:1: bukan YAML"),
    "depth": (write("life_events.yaml", "[" * 500), "life_events.yaml:1: terlalu dalam"),
    "two documents": (write("life_events.yaml", "---\n[]\n---\n[]\n"), "life_events.yaml:3: terlalu dalam"),
    "control character": (
        write("life_events.yaml", "- code: \x00\n"),
        "life_events.yaml:1: bukan YAML yang sah",
    ),
    "huge text": (
        write("life_events.yaml", "# x\n" * (1 << 20)),
        "life_events.yaml:1: lebih besar dari 2 MB",
    ),
    "symbolic link": (lambda folder: (folder / "a.typ").symlink_to("/etc/passwd"), "a.typ: tautan"),
    "linked folder": (lambda folder: (folder / "docs").symlink_to("/etc"), "docs: tautan"),
    "pipe": (lambda folder: os.mkfifo(folder / "a.csv"), "a.csv: tautan dan berkas khusus"),
    "too much": (
        lambda folder: os.truncate(touched(folder / "a.csv"), 33 << 20),
        "a.csv: paket terlalu besar",
    ),
    "name that climbs": (
        write("pack.yaml", MANIFEST.replace("contoh", "../contoh")),
        "pack.yaml:2: nama paket",
    ),
    "title that is a number": (
        write("pack.yaml", MANIFEST.replace("{id: Contoh, en: Example}", "5")),
        "pack.yaml:4: “title” tidak berbentuk",
    ),
    "origin without end": (
        write("pack.yaml", MANIFEST.replace("Uji", "Uji" * 100)),
        "pack.yaml:5: “origin” tidak berbentuk",
    ),
    "sources that are no texts": (
        write("pack.yaml", MANIFEST.replace("[UU 25/2009]", "[{a: b}]")),
        "pack.yaml:7: “sources” tidak berbentuk",
    ),
    "manifest that is a list": (write("pack.yaml", "- a\n"), "pack.yaml:1: di sini harus ada pasangan"),
    "empty manifest": (write("pack.yaml", ""), "pack.yaml:1: di sini harus ada pasangan"),
}


def touched(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_is_named_and_installs_nothing(trick: str, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(EVENTS)
    play, sentence = TRICKS[trick]
    play(tmp_path)
    with pytest.raises(PackError) as fault:
        install(tmp_path)
    assert str(fault.value).startswith(sentence)
    assert not InstalledPack.objects.exists()
    assert not LifeEvent.objects.exists()
