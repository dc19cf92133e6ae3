"""The trail as a file: CSV as a stream, XLSX row by row through the disk; neither grows with the memory."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import IO, Any

import xlsxwriter
from django.db import transaction
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.core.errors import Invalid
from balai.core.exchange.sheets import CSV_TYPE, XLSX_TYPE, safe
from balai.foundation.audit import watching
from balai.foundation.audit.lines import line_of
from balai.foundation.audit.masking import shown_value
from balai.foundation.audit.models import Change
from balai.foundation.audit.selectors import entries
from balai.foundation.audit.views.filters import described, read_asked
from balai.foundation.audit.views.guard import auditor_required

MOST_EXPORTED = 50_000
AT_ONCE = 1000
Cells = list[object]


@never_cache
@require_safe
@auditor_required
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows, all pages of it. Raises Invalid (422) when that is more than a file should hold."""
    asked = read_asked(request)
    zone = timezone.get_current_timezone()
    rows = entries(asked.filters, zone)
    count = rows[: MOST_EXPORTED + 1].count()
    if count > MOST_EXPORTED or asked.choices or asked.not_found:
        raise Invalid(
            asked.not_found
            or _("Hasilnya terlalu banyak untuk satu berkas. Persempit periode atau saringannya.")
        )
    with transaction.atomic():
        watching.note_export(request.actor, count, form, described(request))  # type: ignore[attr-defined]
    name = f"jejak-audit-{asked.filters.tab}-{timezone.localdate():%Y-%m-%d}.{form}"
    cells = _cells(rows.iterator(chunk_size=AT_ONCE), zone)
    return _csv(name, cells) if form == "csv" else _xlsx(name, cells)


def _head() -> Cells:
    names = (_("Waktu"), _("Peristiwa"), _("Oleh"), _("Kedudukan"), _("Tentang"), _("Nomor baris"))
    return [*names, _("Alasan atau alamat"), _("Ditolak"), _("Sebelum"), _("Sesudah"), _("Nomor catatan")]


def _cells(rows: Iterable[Any], zone: tzinfo) -> Iterator[Cells]:
    yield _head()
    for entry in rows:
        line = line_of(entry)
        before, after = (
            (_row(entry, "before"), _row(entry, "after")) if isinstance(entry, Change) else ("", "")
        )
        when = line.when.astimezone(zone).isoformat(timespec="seconds")
        told: Cells = [when, line.sentence, line.who, line.standing, line.thing, line.key, line.why]
        yield [*told, _("ya") if line.is_refused else "", before, after, str(line.id)]


def _row(change: Change, side: str) -> str:
    row = getattr(change, side) or {}
    return "; ".join(
        f"{name}={shown_value(change.subject_kind, name, value)}" for name, value in sorted(row.items())
    )


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def _csv(name: str, cells: Iterator[Cells]) -> HttpResponseBase:
    response = StreamingHttpResponse(_csv_parts(cells), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv_parts(cells: Iterator[Cells]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # by which spreadsheets know UTF-8
    for row in cells:
        yield writer.writerow([safe(value) for value in row])


def _xlsx(name: str, cells: Iterator[Cells]) -> HttpResponseBase:
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(_head()) - 1, 24)
        for number, row in enumerate(cells):
            sheet.write_row(number, 0, row)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
