"""Agreements as tables, and the yearly report of all of them as a sheet."""

from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from balai.core.actor import Actor
from balai.core.exchange import Sheet
from balai.core.money import format_rupiah
from balai.core.ui.words import short_date
from balai.foundation.documents.api import print_sheet
from balai.foundation.regions.api import regency, today
from balai.territory.agreements import selectors
from balai.territory.agreements.models import Agreement, Obligation, Report

SOURCE = Path(__file__).parent / "typst" / "laporan.typ"
COLUMNS = (
    "kode", "jenis", "judul", "objek", "pihak_lain", "tahap", "keadaan", "nomor", "ditandatangani", "mulai", "berakhir",
    "biaya", "sumber_biaya", "pengelola", "sumber",
)  # fmt: skip
YEARLY = (
    "kode", "jenis", "judul", "pihak_lain", "ditandatangani", "berakhir", "keadaan", "kewajiban", "dipenuhi",
    "lewat_batas", "hasil", "kendala", "saran",
)  # fmt: skip


def register_sheet(rows: QuerySet[Agreement]) -> Sheet:
    """The register as a table."""
    return Sheet(COLUMNS, [_row(row) for row in rows[: selectors.MOST_LINKS]])


def _row(row: Agreement) -> tuple[object, ...]:
    return (
        row.code,
        row.kind.title,
        row.title,
        row.affair,
        row.partners,
        row.get_stage_display(),
        str(row.standing.label),
        row.number,
        _day(row.signed_on),
        _day(row.begins_on),
        _day(row.ends_on),
        row.cost if row.cost is None else int(row.cost),
        row.cost_source,
        row.unit.name,
        row.source,
    )


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def yearly_sheet(actor: Actor, year: int) -> Sheet:
    """What a year brought, an agreement a row."""
    return Sheet(YEARLY, [_yearly_row(row, year) for row in selectors.running_in(actor, year)])


def _yearly_row(row: Agreement, year: int) -> tuple[object, ...]:
    owed, report = _owed(row, year), _report(row, year)
    return (
        row.code,
        row.kind.title,
        row.title,
        row.partners,
        _day(row.signed_on),
        _day(row.ends_on),
        str(row.standing.label),
        len(owed),
        sum(duty.done_on is not None for duty in owed),
        sum(duty.is_late for duty in owed),
        report.results if report else "",
        report.obstacles if report else "",
        report.advice if report else "",
    )


def _owed(row: Agreement, year: int) -> list[Obligation]:
    return [duty for duty in row.obligations.all() if duty.due_on.year == year]


def _report(row: Agreement, year: int) -> Report | None:
    return next((report for report in row.reports.all() if report.year == year), None)


def yearly_pdf(actor: Actor, year: int) -> bytes:
    """The yearly report as a PDF/A, for the governor and the ministry."""
    rows = selectors.running_in(actor, year)
    return print_sheet(SOURCE, {"words": _words(year), "rows": [_printed(row, year) for row in rows]})


def _words(year: int) -> dict[str, str]:
    return {
        "title": _("Laporan kerja sama daerah tahun {year}").format(year=year),
        "place": regency().name,
        "day": today().isoformat(),
        "none": _("Tidak ada kerja sama yang berlaku pada tahun ini."),
        "results": _("Hasil"),
        "obstacles": _("Kendala"),
        "advice": _("Saran tindak lanjut"),
        "missing": _("Laporan kerja sama ini belum ditulis."),
        "duties": pgettext("agreement", "Kewajiban"),
    }


def _printed(row: Agreement, year: int) -> dict[str, Any]:
    report = _report(row, year)
    until = _("tanpa batas waktu") if row.ends_on is None else short_date(row.ends_on)
    return {
        "title": row.title,
        "line": f"{row.kind.title} · {row.number or row.code}",
        "parties": row.partners,
        "term": f"{short_date(row.begins_on) if row.begins_on else ''} – {until} · {row.standing.label}",
        "duties": [_duty(duty) for duty in _owed(row, year)],
        "results": report.results if report else "",
        "obstacles": report.obstacles if report else "",
        "advice": report.advice if report else "",
    }


def _duty(duty: Obligation) -> str:
    done = _("dipenuhi {day}").format(day=short_date(duty.done_on)) if duty.done_on else _("belum dipenuhi")
    money = f", {format_rupiah(duty.amount)}" if duty.amount else ""
    return f"{short_date(duty.due_on)}: {duty.text}{money} ({done})"
