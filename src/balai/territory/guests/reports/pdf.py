"""The report on paper, by the press of documents; nothing of it is kept."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.foundation.documents.api import print_sheet
from balai.territory.guests.report import Chapter, Finding, Report
from balai.territory.guests.reports import telling

SOURCE = Path(__file__).parents[1] / "typst" / "laporan-tamu.typ"


def as_pdf(report: Report) -> bytes:
    """PDF/A in the reader's language. Raises Invalid when it cannot be printed."""
    return print_sheet(SOURCE, data_of(report))


def data_of(report: Report) -> dict[str, Any]:
    """What the sheet is given."""
    return {
        "language": (get_language() or "id")[:2],
        "origin": report.visit.origin_name,
        "title": telling.title(report),
        "facts": telling.facts(report),
        "chapters": [_chapter(chapter, bool(report.unit)) for chapter in report.chapters],
        "nothing": telling.nothing(),
        "foot": telling.foot(report),
        "page": _("Halaman"),
    }


def _chapter(chapter: Chapter, is_own: bool) -> dict[str, Any]:
    return {
        "title": chapter.session.title,
        "where": telling.where(chapter),
        "findings": [_finding(finding, is_own) for finding in chapter.findings],
    }


def _finding(finding: Finding, is_own: bool) -> dict[str, Any]:
    return {
        "unit": "" if is_own else finding.unit,
        "judgement": telling.judgement(finding),
        "answers": finding.words.answers,
        "damage": telling.damage() if finding.is_damaged else "",
    }
