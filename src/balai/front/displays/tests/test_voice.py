"""Voices come in packs, whole or not at all."""

from pathlib import Path

import pytest
from django.test import Client

from balai.config.env import ROOT
from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS
from balai.front.displays.voices import current_voice, recording

EXAMPLE = ROOT / "packs" / "suara-contoh"
SOUND = b"OggS" + bytes(60)
PACK = """format: 1
name: {name}
version: 1.0.0
title: {{id: Suara, en: Voice}}
origin: Uji
licence: MIT
sources: [Rekaman uji]
"""
VOICE = """- code: {name}
  name: {{id: Suara, en: Voice}}
  folder: kata
  is_synthetic: {is_synthetic}
  source: Rekaman uji
"""


def make_pack(folder: Path, name: str, *, is_synthetic: bool = False, without: str = "") -> Path:
    """A pack with a voice; one word may be missing."""
    pack = folder / name
    (pack / "kata").mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK.format(name=name))
    (pack / "voice.yaml").write_text(VOICE.format(name=name, is_synthetic=str(is_synthetic).lower()))
    for word in WORDS:
        if word != without:
            (pack / "kata" / f"{word}.ogg").write_bytes(SOUND + word.encode())
    return pack


@pytest.mark.django_db
def test_a_persons_voice_goes_before_a_machines(tmp_path: Path, client: Client) -> None:
    assert current_voice() is None
    packs.install(make_pack(tmp_path, "mesin", is_synthetic=True))
    assert (found := current_voice())
    assert (found.code, found.is_synthetic) == ("mesin", True)
    packs.install(make_pack(tmp_path, "orang"))
    assert (found := current_voice())
    assert (found.code, found.is_synthetic) == ("orang", False)
    assert recording("orang", "seratus") == SOUND + b"seratus"
    answer = client.get(f"/suara/orang/seratus.ogg?v={found.version}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/ogg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/suara/orang/selamat.ogg", "/suara/lain/seratus.ogg"):
        assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_voice_that_lacks_a_word_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(packs.PackError, match=r"voice.yaml:3: belum ada rekaman: sebelas"):
        packs.install(make_pack(tmp_path, "kurang", without="sebelas"))
    assert current_voice() is None


@pytest.mark.django_db
def test_a_word_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "salah")
    (pack / "kata" / "dua.ogg").write_text("bukan suara")
    with pytest.raises(packs.PackError, match=r"voice.yaml:3: dua.ogg: harus Ogg, paling besar 64 kB"):
        packs.install(pack)


def test_the_example_is_small_whole_and_says_that_a_machine_made_it() -> None:
    sounds = {path.stem: path.stat().st_size for path in (EXAMPLE / "suara").iterdir()}
    assert sounds.keys() == set(WORDS)
    assert sum(sounds.values()) < 400_000
    assert "is_synthetic: true" in (EXAMPLE / "voice.yaml").read_text()
    assert "buatan mesin" in (EXAMPLE / "voice.yaml").read_text()
