"""The look: readable in both themes, completed from the default, replaced by one file."""

from pathlib import Path

import pytest
from django.conf import settings

from balai.core.ui.look import (
    DEFAULT,
    READABLE,
    VISIBLE,
    Regency,
    contrast,
    read_look,
    unreadable,
)

LOOKS = [DEFAULT, *sorted(settings.PACKS_DIR.glob("*/look.yaml"))]


@pytest.mark.parametrize("file", LOOKS, ids=lambda file: file.parent.name)
def test_every_look_can_be_read(file: Path) -> None:
    assert unreadable(read_look(file)) == []


def test_a_pale_link_is_found(tmp_path: Path) -> None:
    own = tmp_path / "look.yaml"
    own.write_text('colours: {light: {link: "#8fa4ee"}}\n')
    assert "light: link on paper = 2.33" in unreadable(read_look(own))


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_look_is_completed_from_the_default(tmp_path: Path) -> None:
    own = tmp_path / "look.yaml"
    own.write_text('name: Kabupaten Sigi\nmark: SG\narms: sigi.png\ncolours: {light: {primary: "#7a1f1f"}}\n')
    look = read_look(own)
    assert (look.name, look.mark, look.arms) == ("Kabupaten Sigi", "SG", tmp_path / "sigi.png")
    assert look.colours["light"]["primary"] == "#7a1f1f"
    assert look.colours["light"]["paper"] == read_look(DEFAULT).colours["light"]["paper"]
    assert look.version != read_look(DEFAULT).version


@pytest.mark.parametrize(
    ("name", "mark"),
    [("Kabupaten Sigi", "SIG"), ("Kota Palu", "PAL"), ("Kabupaten Hulu Sungai Utara", "HSU")],
)
def test_the_mark_comes_from_the_name(name: str, mark: str) -> None:
    assert read_look(DEFAULT, Regency("", name, name)).mark == mark


def test_every_pair_names_tokens_of_both_themes() -> None:
    colours = read_look(DEFAULT).colours
    named = {name for pair in (*READABLE, *VISIBLE) for name in pair}
    assert colours["light"].keys() == colours["dark"].keys()
    assert named <= colours["light"].keys()


@pytest.mark.django_db
def test_the_stylesheet_is_kept_only_under_its_version(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.core.ui.look._provider", lambda: None)
    look = read_look(DEFAULT, Regency("", "Balai", "Balai"))
    kept, loose = client.get("/tema.css", {"v": look.version}), client.get("/tema.css")
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert loose["Cache-Control"] == "no-cache"
    assert "--color-primary:#2346c6" in kept.content.decode()
    assert "prefers-color-scheme:dark" in kept.content.decode()


@pytest.mark.django_db
def test_without_a_coat_of_arms_its_address_is_empty(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.core.ui.look._provider", lambda: None)
    assert client.get("/lambang").status_code == 404
