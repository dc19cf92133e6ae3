"""Voices come in packs: words that are joined whole or not at all, sentences little by little."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from django.test import Client

from balai.config.env import ROOT
from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS
from balai.front.kiosk.saying import sentences_said, signs_said
from balai.front.voices.api import Voice, library
from balai.front.voices.library import sound

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


def make_pack(
    folder: Path, name: str, recorded: Iterable[str] = WORDS, *, is_synthetic: bool = False
) -> Path:
    """A pack with a voice that has these recordings."""
    pack = folder / name
    (pack / "kata").mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK.format(name=name))
    (pack / "voice.yaml").write_text(VOICE.format(name=name, is_synthetic=str(is_synthetic).lower()))
    for word in recorded:
        (pack / "kata" / f"{word}.ogg").write_bytes(SOUND + word.encode())
    return pack


def current_voice() -> Voice | None:
    """The voice of displays."""
    return library().whole(WORDS)


@pytest.mark.django_db
def test_a_persons_voice_goes_before_a_machines(tmp_path: Path, client: Client) -> None:
    assert current_voice() is None
    packs.install(make_pack(tmp_path, "mesin", is_synthetic=True))
    assert (found := current_voice())
    assert (found.code, found.is_synthetic) == ("mesin", True)
    packs.install(make_pack(tmp_path, "orang"))
    assert (found := current_voice())
    assert (found.code, found.is_synthetic) == ("orang", False)
    assert sound("orang", "seratus") == SOUND + b"seratus"
    answer = client.get(f"/suara/orang/seratus.ogg?v={found.version}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/ogg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/suara/orang/selamat.ogg", "/suara/lain/seratus.ogg"):
        assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_voice_that_lacks_a_word_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(packs.PackError, match=r"voice.yaml:3: belum ada rekaman: sebelas"):
        packs.install(make_pack(tmp_path, "kurang", set(WORDS) - {"sebelas"}))
    assert current_voice() is None


@pytest.mark.django_db
def test_a_word_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, "salah")
    (pack / "kata" / "dua.ogg").write_text("bukan suara")
    with pytest.raises(packs.PackError, match=r"voice.yaml:3: dua.ogg: harus Ogg, paling besar 64 kB"):
        packs.install(pack)


@pytest.mark.django_db
def test_sentences_are_recorded_little_by_little(tmp_path: Path) -> None:
    """A person has said one of them so far; a machine has said both."""
    packs.install(make_pack(tmp_path, "mesin", ["kios-id-tidak", "kios-id-tidak-lanjut"], is_synthetic=True))
    packs.install(make_pack(tmp_path, "orang", ["kios-id-tidak"]))
    found = library()
    heard = found.addresses(["kios-id-tidak", "kios-id-tidak-lanjut"])
    assert [address.partition("?")[0] for address in heard] == [
        "/suara/orang/kios-id-tidak.ogg", "/suara/mesin/kios-id-tidak-lanjut.ogg",
    ]  # fmt: skip
    assert found.addresses(["kios-id-tidak", "kios-id-lain"]) == ()
    assert current_voice() is None
    with pytest.raises(packs.PackError, match=r"voice.yaml:3: belum ada rekaman"):
        packs.install(make_pack(tmp_path, "kosong", []))


def test_the_example_is_small_whole_and_says_that_a_machine_made_it() -> None:
    sounds = {path.stem: path.stat().st_size for path in (EXAMPLE / "suara").iterdir()}
    calls = sum(sounds[word] for word in WORDS)
    assert calls < 400_000
    sentences = {said.name for said in (*sentences_said(), *signs_said())}
    assert sentences <= sounds.keys()
    assert sum(sounds.values()) < 2_000_000
    assert "is_synthetic: true" in (EXAMPLE / "voice.yaml").read_text()
    assert "buatan mesin" in (EXAMPLE / "voice.yaml").read_text()
