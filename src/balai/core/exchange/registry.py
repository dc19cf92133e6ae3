"""The register of imports and exports, and how one is run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.exchange.files import Line, read_lines
from balai.core.exchange.report import Problem, Report
from balai.core.exchange.sheets import CSV_TYPE, XLSX_TYPE, Sheet, to_csv, to_xlsx

Text = str | Promise
GEOJSON_TYPE = "application/geo+json"


@dataclass
class Job:
    """One run of an import: who brings it, for which unit, and what is reported."""

    actor: Actor
    unit_code: str
    report: Report

    def error(self, row: int, column: str, message: str) -> None:
        """Say what is wrong; the whole file will be undone."""
        self.report.errors.append(Problem(row, column, message))

    def warn(self, row: int, column: str, message: str) -> None:
        """Say what looks wrong; the row is kept."""
        self.report.warnings.append(Problem(row, column, message))


Reader = Callable[[Sequence[Line], Job], None]
Writer = Callable[[Actor, str], "Sheet | bytes"]


@dataclass(frozen=True)
class ImportKind:
    """What can be imported. The reader checks and writes all lines and counts them in the job's report."""

    name: str
    reader: Reader
    title: Text
    columns: tuple[str, ...]
    permission: str
    help: Text = ""
    formats: tuple[str, ...] = ("csv", "xlsx")


@dataclass(frozen=True)
class ExportKind:
    """What can be exported: the writer gives a table (CSV or XLSX) or, for GeoJSON, the bytes of the file."""

    name: str
    writer: Writer
    title: Text
    permission: str
    formats: tuple[str, ...] = ("csv", "xlsx")


@dataclass(frozen=True)
class Exported:
    """A file that was made."""

    name: str
    content_type: str
    content: bytes


@dataclass
class _Register:
    imports: dict[str, ImportKind] = field(default_factory=dict)
    exports: dict[str, ExportKind] = field(default_factory=dict)


_register = _Register()


def register_import(kind: ImportKind) -> None:
    """Add an import (in ``AppConfig.ready``); the same name again replaces it."""
    _register.imports[kind.name] = kind


def register_export(kind: ExportKind) -> None:
    """Add an export (in ``AppConfig.ready``); the same name again replaces it."""
    _register.exports[kind.name] = kind


def import_kinds() -> list[ImportKind]:
    """All imports by name."""
    return [_register.imports[name] for name in sorted(_register.imports)]


def export_kinds() -> list[ExportKind]:
    """All exports by name."""
    return [_register.exports[name] for name in sorted(_register.exports)]


def import_kind(name: str) -> ImportKind:
    """The import of the name. Raises Invalid with the known names."""
    if name not in _register.imports:
        names = ", ".join(sorted(_register.imports))
        raise Invalid(
            _("Jenis impor “{name}” tidak dikenal. Yang ada: {names}.").format(name=name, names=names)
        )
    return _register.imports[name]


def _export_kind(name: str) -> ExportKind:
    if name not in _register.exports:
        names = ", ".join(sorted(_register.exports))
        raise Invalid(
            _("Jenis ekspor “{name}” tidak dikenal. Yang ada: {names}.").format(name=name, names=names)
        )
    return _register.exports[name]


def run_import(
    kind: str, file: Path | BinaryIO, actor: Actor, unit_code: str = "", dry_run: bool = False
) -> Report:
    """Import a file: all of it or, with one error or as a dry run, nothing. The file's name tells its format.

    Raises Invalid for an unknown kind, NotAllowed without the permission. An unreadable file is an error of
    the report.
    """
    found = import_kind(kind)
    _authorise(actor, found.permission)
    report = Report(kind, is_dry_run=dry_run)
    name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else (file.name, file.read())
    try:
        lines = read_lines(name, content, found.columns)
    except Invalid as fault:
        report.errors.append(Problem(0, "", str(fault)))
        return report
    report.rows = len(lines)
    _run(found, lines, Job(actor, unit_code, report))
    return report


def _run(kind: ImportKind, lines: Sequence[Line], job: Job) -> None:
    with transaction.atomic():
        kind.reader(lines, job)
        if not job.report.is_kept:
            transaction.set_rollback(True)
    if job.report.errors:
        job.report.created = job.report.changed = job.report.unchanged = 0


def run_export(kind: str, actor: Actor, unit_code: str = "", file_format: str = "") -> Exported:
    """Make the file of an export in one of its formats (the first by default). Raises Invalid, NotAllowed."""
    found = _export_kind(kind)
    _authorise(actor, found.permission)
    chosen = file_format or found.formats[0]
    if chosen not in found.formats:
        names = ", ".join(found.formats)
        raise Invalid(_("Bentuk “{name}” tidak tersedia. Pilih: {names}.").format(name=chosen, names=names))
    made = found.writer(actor, unit_code)
    if isinstance(made, bytes):
        return Exported(f"{kind}.{chosen}", GEOJSON_TYPE, made)
    if chosen == "xlsx":
        return Exported(f"{kind}.xlsx", XLSX_TYPE, to_xlsx(made))
    return Exported(f"{kind}.csv", CSV_TYPE, to_csv(made))


def _authorise(actor: Actor, permission: str) -> None:
    if not (actor.is_system or actor.may(permission)):
        raise NotAllowed(_("Anda tidak berwenang untuk impor atau ekspor ini."))
