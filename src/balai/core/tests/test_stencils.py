"""Stencils: the same row as Django draws, whatever the texts."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from balai.core.ui.stencils import stamped

ROW = """{% load i18n %}<li{% if picked %} class="on"{% endif %}><a href="{{ href }}">{{ title }}</a>
{% if note %}({{ note }}){% else %}{% translate "Batal" %}{% endif %} {{ title }}</li>"""
TEXTS = [
    {"href": "/a/?b=1&c=2", "title": "Warung <b>\"Makmur\"</b> & 'Jaya'", "note": ""},
    {"href": "/", "title": mark_safe("<em>ada</em>"), "note": "{{ title }} {% raise %} %s {0}"},
    {"href": "", "title": "é ✓", "note": "x"},
]


@pytest.fixture
def row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    file = tmp_path / "stencil_row.html"
    file.write_text(ROW)
    monkeypatch.setattr(engines["django"].engine, "dirs", [tmp_path])
    return file.name


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("picked", [True, False])
def test_a_stamped_row_is_the_row_that_django_draws(row: str, language: str, picked: bool) -> None:
    for _again in range(2):
        for texts in TEXTS:
            with translation.override(language):
                drawn = render_to_string(row, {**texts, "picked": picked})
                assert stamped(row, texts, picked=picked) == drawn


def test_a_text_that_the_template_changes_or_forgets_is_a_fault_of_the_program(row: str) -> None:
    with pytest.raises(ValueError, match="does not show other as it is"):
        stamped(row, {"href": "/", "title": "x", "other": "lost"})
