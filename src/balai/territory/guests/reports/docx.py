"""The report as a Word document, to be worked on at home; made in memory."""

from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from balai.core.ui.words import in_zone
from balai.territory.guests.report import Chapter, Report
from balai.territory.guests.reports import telling

GREY = RGBColor(0x4B, 0x55, 0x63)
FONT = "Arial"  # which every office program has, or its like
WIDTHS = (Cm(3.5), Cm(13))
LOCALES = {"id": "id-ID", "en": "en-GB"}


def as_docx(report: Report) -> bytes:
    """The document: headings for sessions and units, a paragraph for each answer."""
    paper = Document()
    _set_up(paper, report)
    paper.add_heading(telling.title(report), level=0)
    _table(paper, telling.facts(report))
    for chapter in report.chapters:
        _chapter(paper, chapter, is_own=bool(report.unit))
    if not report.chapters:
        paper.add_paragraph(telling.nothing())
    _quiet(paper.sections[0].footer.paragraphs[0], telling.foot(report))
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def _set_up(paper: Any, report: Report) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    paper.styles["Normal"].font.size = Pt(11)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        _write_in(paper.styles[name], FONT)
    _speak(paper.styles["Normal"], LOCALES.get((get_language() or "id")[:2], "id-ID"))
    properties = paper.core_properties
    properties.title = f"{telling.title(report)} {report.visit.code}"
    properties.author = properties.last_modified_by = report.unit or report.visit.origin_name
    properties.created = properties.modified = in_zone(report.made_at)
    properties.comments = ""


def _write_in(style: Any, font: str) -> None:
    """One font for all words, whatever the theme of the reader's program has."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), font)


def _speak(style: Any, locale: str) -> None:
    """Have spelling checked in the language of the report."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    style.element.get_or_add_rPr().append(language)


def _table(paper: Any, rows: list[tuple[str, str]]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for label, value in rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
        _quiet(cells[0].paragraphs[0], label)
        cells[1].paragraphs[0].add_run(_clean(value))


def _chapter(paper: Any, chapter: Chapter, *, is_own: bool) -> None:
    paper.add_heading(_clean(chapter.session.title), level=1)
    _quiet(paper.add_paragraph(), telling.where(chapter))
    for finding in chapter.findings:
        if not is_own:
            paper.add_heading(_clean(finding.unit), level=2)
        if judgement := telling.judgement(finding):
            paper.add_paragraph().add_run(judgement).bold = True
        for label, answer in finding.words.answers:
            paper.add_heading(label, level=2 if is_own else 3)
            for part in _clean(answer).split("\n\n"):
                paper.add_paragraph(part)
        if finding.is_damaged:
            _quiet(paper.add_paragraph(), telling.damage())


def _quiet(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(9.5), GREY


def _clean(text: str) -> str:
    """Without the characters that no XML may hold."""
    return "".join(
        one for one in text if one in "\n\t" or ord(one) >= 0x20 and not 0xD800 <= ord(one) <= 0xDFFF
    )
