"""What is on paper opens what is on disk, and a slip of the hand is named with its row."""

import json
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from balai.core.keys import add_data_key, data_key_prints, data_keys, raw_data_keys
from balai.runtime.keyring import bech32, recovery, sheet
from balai.runtime.keyring.spelling import read, read_row, rows, unword, word
from balai.runtime.problem import Problem


@given(st.binary(min_size=2, max_size=2))
def test_every_pair_of_bytes_is_a_word(pair: bytes) -> None:
    assert len(word(pair)) == 5
    assert unword(word(pair)) == pair


def test_known_words() -> None:
    assert word(b"\x7f\x00") == "lusab"  # the example of the proquint paper: 127.0.0.1
    assert word(b"\x00\x01") == "babad"
    assert unword("lusax") is None
    assert unword("lusa") is None


@given(st.binary(min_size=32, max_size=32))
def test_a_secret_comes_back_from_its_rows(secret: bytes) -> None:
    text = "\n".join(" ".join(row) for row in rows(secret, "cadangan"))
    assert read(text, 32, "cadangan") == secret


def test_each_slip_is_named() -> None:
    first, second = ([*row] for row in rows(bytes(range(16)), "data 1"))
    assert read_row(" ".join(first).upper(), 1, "data 1") == bytes(range(8))
    slips = {
        " ".join(first[:4]): "Baris 1: harus 5 kata, terbaca 4.",
        " ".join(["lusax", *first[1:]]): "Baris 1: “lusax” bukan kata dari lembar; periksa ejaannya.",
        " ".join([first[1], first[0], *first[2:]]): "Baris 1: kata periksa tidak cocok",
        " ".join(second): "Baris 1: kata periksa tidak cocok",
    }
    for text, sentence in slips.items():
        with pytest.raises(Problem) as fault:
            read_row(text, 1, "data 1")
        assert str(fault.value).startswith(sentence)
    with pytest.raises(Problem, match="kata periksa"):  # the row of another key
        read_row(" ".join(first), 1, "data 2")
    with pytest.raises(Problem, match="Harus 4 baris, terbaca 1"):
        read(" ".join(first), 32, "cadangan")


def test_age_reads_our_spelling() -> None:
    for _ in range(50):
        secret = secrets.token_bytes(32)
        identity = x25519.Identity.from_str(bech32.encode(secret))
        assert str(identity) == bech32.encode(secret)
        assert bech32.decode(str(identity)) == secret


def make(home: Path, path: Path) -> tuple[str, str]:
    """A sheet; gives the recovery key as scanned and as words."""
    drawn = []
    printed = sheet._printed
    sheet._printed = lambda found, *rest: drawn.extend(found) or printed(found, *rest)
    try:
        sheet.make_sheet(home, path, "https://balai.example")
    finally:
        sheet._printed = printed
    return drawn[0].scan, "\n".join(" ".join(row) for row in drawn[0].rows)


def test_the_sheet_is_confirmed_by_typing_from_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    scanned, typed = make(home, tmp_path / "lembar.pdf")
    assert (tmp_path / "lembar.pdf").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF-")
    assert str(sheet.recovery_identity(scanned).to_public()) == recovery.recipient(home)
    assert str(sheet.recovery_identity(typed)) == scanned
    third = " ".join(rows(raw_data_keys(home)["1"], "data 1")[2])
    assert not sheet.is_confirmed(home)
    with pytest.raises(Problem, match="dari lembar lain"):
        sheet.confirm(home, str(x25519.Identity.generate()), {"1": (3, third)})
    other = " ".join(rows(secrets.token_bytes(64), "data 1")[2])
    with pytest.raises(Problem, match="Baris 3 bukan dari kunci data 1"):
        sheet.confirm(home, typed, {"1": (3, other)})
    assert not sheet.is_confirmed(home)
    sheet.confirm(home, typed, {"1": (3, third)})
    assert sheet.is_confirmed(home)
    add_data_key(home, "2", secrets.token_bytes(64), make_current=False)
    assert not sheet.is_confirmed(home)  # the sheet lacks the new key


def test_the_secret_half_stands_nowhere_on_the_machine(tmp_path: Path) -> None:
    home = tmp_path / "home"
    scanned, _typed = make(home, tmp_path / "lembar.pdf")
    written = [path.read_text() for path in (home / "keys").iterdir()]
    assert len(written) == 2
    assert [text for text in written if scanned in text or bech32.decode(scanned).hex() in text] == []


def test_a_second_sheet_does_not_change_the_recovery_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make(home, tmp_path / "lembar.pdf")
    before = recovery.recipient(home)
    assert sheet.make_sheet(home, tmp_path / "lagi.pdf", "https://balai.example") == ""
    assert recovery.recipient(home) == before
    with pytest.raises(Problem, match="sudah ada"):
        sheet.make_sheet(home, tmp_path / "lagi.pdf", "https://balai.example")


def test_no_recovery_key_is_kept_when_its_sheet_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        sheet.make_sheet(tmp_path / "home", tmp_path / "tiada" / "lembar.pdf", "https://balai.example")
    assert not recovery.note(tmp_path / "home").exists()


def test_a_data_key_comes_back_from_paper(tmp_path: Path) -> None:
    home = tmp_path / "home"
    sealed = data_keys(home)[1]["1"].encrypt(b"3510010101900001", [b"nik"])
    (paper,) = sheet.data_secrets(home)
    (home / "keys" / "data.json").unlink()
    typed = sheet.data_key("\n".join(" ".join(row) for row in paper.rows), "1")
    assert typed == sheet.data_key(paper.scan, "1")
    add_data_key(home, "1", typed, make_current=True)
    assert data_keys(home)[1]["1"].decrypt(sealed, [b"nik"]) == b"3510010101900001"
    with pytest.raises(ValueError, match="another data key is named 1"):
        add_data_key(home, "1", secrets.token_bytes(64), make_current=True)
    with pytest.raises(Problem, match="bukan kunci data 2"):
        sheet.data_key(paper.scan, "2")


def test_prints_of_keys_tell_nothing_and_make_none(tmp_path: Path) -> None:
    assert data_key_prints(tmp_path) == {}
    assert not (tmp_path / "keys").exists()
    key = raw_data_keys(tmp_path)["1"]
    (found,) = data_key_prints(tmp_path).values()
    assert len(found) == 16
    assert found not in key.hex()


def test_a_key_that_another_process_adds_is_seen(tmp_path: Path) -> None:
    assert data_keys(tmp_path)[0] == "1"
    add_data_key(tmp_path, "2", secrets.token_bytes(64), make_current=True)
    assert data_keys(tmp_path)[0] == "2"
    assert json.loads((tmp_path / "keys" / "data.json").read_text())["current"] == "2"
