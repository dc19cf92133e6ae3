"""Reads the files that people bring: CSV, XLSX, GeoJSON. Every fault is one sentence that says what to do."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from balai.core.errors import Invalid

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 100_000


@dataclass(frozen=True)
class Line:
    """One row of a file: its number as people see it, its texts by column name, its geometry if any."""

    number: int
    values: dict[str, str]
    geometry: dict[str, Any] | None = field(default=None, compare=False)

    def get(self, column: str) -> str:
        """The text of a column, empty when it has none."""
        return self.values.get(column, "")


def read_lines(name: str, content: bytes, columns: Sequence[str]) -> list[Line]:
    """The rows of a file by its extension. Raises Invalid for an unreadable file or a missing column."""
    if len(content) > MAX_BYTES:
        raise Invalid(_("Berkas lebih besar dari 20 MB. Bagi menjadi beberapa berkas."))
    readers = {
        "csv": _read_csv,
        "txt": _read_csv,
        "xlsx": _read_xlsx,
        "geojson": _read_geojson,
        "json": _read_geojson,
    }
    extension = name.rpartition(".")[2].lower()
    if extension not in readers:
        raise Invalid(
            _("Jenis berkas “.{extension}” tidak dikenal. Gunakan CSV, XLSX atau GeoJSON.").format(
                extension=extension
            )
        )
    lines = readers[extension](content)
    if not lines:
        raise Invalid(_("Berkas ini kosong: tidak ada baris di bawah judul kolom."))
    _require_columns(lines, columns)
    return lines


def _require_columns(lines: Sequence[Line], columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in lines[0].values]
    if missing:
        names = ", ".join(missing)
        raise Invalid(
            _("Kolom berikut tidak ada: {names}. Judul kolom harus di baris pertama.").format(names=names)
        )


def _read_csv(content: bytes) -> list[Line]:
    text = _decode(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=";,\t")
    except csv.Error:
        dialect = csv.excel
    try:
        return _lines(csv.reader(io.StringIO(text), dialect, strict=True))
    except csv.Error as error:
        raise Invalid(_("Berkas CSV rusak: ada tanda kutip yang tidak ditutup.")) from error


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise Invalid(_("Ini bukan berkas CSV. Simpan ulang sebagai CSV (UTF-8)."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_xlsx(content: bytes) -> list[Line]:
    fault = Invalid(_("Berkas XLSX tidak terbaca. Buka lalu simpan ulang sebagai “Excel Workbook (.xlsx)”."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                raise Invalid(_("Isi berkas XLSX terlalu besar. Bagi menjadi beberapa berkas."))
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise fault from error
    return _lines([[_cell(value) for value in row] for row in rows])


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()  # spreadsheets keep a day as its midnight
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _lines(rows: Iterable[Sequence[str]]) -> list[Line]:
    """Rows under a heading; empty ones are left out, numbers are those of the file."""
    numbered = enumerate(rows, 1)
    heading = [name.strip().lower() for name in next(numbered, (0, []))[1]]
    lines = []
    for number, row in numbered:
        texts = [text.strip() for text in row]
        if any(texts):
            lines.append(Line(number, dict(zip(heading, texts, strict=False))))
        if len(lines) > MAX_ROWS:
            raise Invalid(_("Berkas berisi lebih dari 100.000 baris. Bagi menjadi beberapa berkas."))
    return lines


def _read_geojson(content: bytes) -> list[Line]:
    fault = Invalid(_("Berkas GeoJSON tidak terbaca: harus berupa FeatureCollection."))
    try:
        data = json.loads(content)
        if data["type"] != "FeatureCollection":
            raise fault
        return [_feature(number, item) for number, item in enumerate(data["features"], 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise fault from error


def _feature(number: int, item: dict[str, Any]) -> Line:
    properties = item.get("properties") or {}
    texts = {str(key).strip().lower(): str(value).strip() for key, value in properties.items()}
    return Line(number, texts, item.get("geometry"))
