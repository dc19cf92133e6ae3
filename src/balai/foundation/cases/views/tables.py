"""Tables as files: CSV for any programme, XLSX for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer(kind: str, name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> HttpResponse:
    """The table as a download named after what it is and today's date."""
    content = _csv(head, rows) if kind == "csv" else _xlsx(head, rows)
    response = HttpResponse(content, content_type=TYPES[kind])
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return target.getvalue().encode("utf-8-sig")


def _xlsx(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [_cell(value) for value in row])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(head), 22)
    return target.getvalue()
