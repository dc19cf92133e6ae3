"""What was typed wrong is told in plain words, with what to type instead."""

import pytest

from balai.runtime import cli

PACK = (
    "folder, berkas ZIP, atau nama paket di katalog langganan; `balai pack update` menyebut yang ditawarkan."
)
TYPED = {
    "pack install": f"`balai pack install` memerlukan PAKET: {PACK}",
    "pack export surat-desa": "`balai pack export` memerlukan TUJUAN: folder baru atau berkas .zip.",
    "pack subscribe": (
        "`balai pack subscribe` memerlukan ALAMAT: alamat katalognya, "
        "misalnya https://balai.contohkab.go.id/katalog/."
    ),
    "pack pasang": "`balai pack` tidak mempunyai perintah 'pasang'.",
    "pack diff satu dua": "`balai pack diff` tidak memerlukan dua.",
    "pack install satu --thiers a": "`balai pack install` tidak mengenal --thiers. Mungkin maksudnya --theirs.",
    "pack install satu --theirs": "--theirs memerlukan nilai di belakangnya.",
    "demo --port lima": "--port tidak dapat dipakai: 'lima'",
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_wrong_command_says_what_to_type(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["balai", *typed.split()])
    with pytest.raises(SystemExit) as end:
        cli.main()
    told = capsys.readouterr()
    first, second, *_rest = told.err.splitlines()
    assert (end.value.code, told.out, first) == (2, "", f"balai: {TYPED[typed]}")
    assert second.startswith("Lihat `balai")


def test_a_group_alone_shows_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["balai", "pack"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("Usage: balai pack")
