"""Tables as CSV and XLSX files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """A table: column names, and rows of plain values."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def plain(value: object) -> object:
    """A value as a cell shows it: nothing for None, moments in the zone of the page."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else value


def safe(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers stay numbers."""
    value = plain(value)
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    try:
        float(value)
    except ValueError:
        return "'" + value
    return value


def to_csv(sheet: Sheet) -> bytes:
    """The table as CSV (UTF-8 with a mark for spreadsheets, comma)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([safe(column) for column in sheet.columns])
    writer.writerows([safe(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(sheet: Sheet) -> bytes:
    """The table as XLSX with a fixed, bold first row; nothing in it is a formula or leads anywhere."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    page = book.add_worksheet()
    page.write_row(0, 0, sheet.columns, book.add_format({"bold": True}))
    page.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, 1):
        page.write_row(number, 0, [plain(value) for value in row])
    page.autofit()
    book.close()
    return memory.getvalue()


def as_download(name: str, content_type: str, content: bytes) -> HttpResponse:
    """A file to keep, under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def download(sheet: Sheet, name: str, file_format: str) -> HttpResponse:
    """The table as a download named after what it is and today's date: CSV unless XLSX is asked for."""
    name = f"{name}-{timezone.localdate():%Y-%m-%d}"
    if file_format == "xlsx":
        return as_download(f"{name}.xlsx", XLSX_TYPE, to_xlsx(sheet))
    return as_download(f"{name}.csv", CSV_TYPE, to_csv(sheet))
