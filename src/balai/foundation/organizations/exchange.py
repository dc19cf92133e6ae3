"""Import and export of holidays (``hari-libur``)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.exchange import (
    ExportKind,
    ImportKind,
    Job,
    Line,
    Sheet,
    register_export,
    register_import,
)
from balai.foundation.organizations.actions.keep_holidays import HolidayFacts, may_keep_holidays, put_holiday
from balai.foundation.organizations.models import Holiday

COLUMNS = ("tanggal", "nama", "sumber")


def read_holidays(lines: Sequence[Line], job: Job) -> None:
    """The reader of ``hari-libur``: date (ISO), name, decree. An imported list counts as verified."""
    may_keep_holidays(job.actor)
    for line in lines:
        try:
            day = date.fromisoformat(line.get("tanggal"))
        except ValueError:
            job.error(
                line.number,
                "tanggal",
                _("“{text}” bukan tanggal seperti 2026-01-31.").format(text=line.get("tanggal")),
            )
            continue
        missing = [column for column in ("nama", "sumber") if not line.get(column)]
        for column in missing:
            job.error(line.number, column, _("Kolom ini wajib diisi."))
        if not missing:
            outcome = put_holiday(job.actor, HolidayFacts(day, line.get("nama"), line.get("sumber")))
            setattr(job.report, outcome, getattr(job.report, outcome) + 1)


def write_holidays(actor: Actor, unit_code: str) -> Sheet:
    """All holidays in the columns of the import."""
    rows = list(Holiday.objects.values_list("date", "name", "source"))
    return Sheet(COLUMNS, [(day.isoformat(), name, source) for day, name, source in rows])


def register() -> None:
    """Add the import and export of this module."""
    title = gettext_lazy("Hari libur")
    help_text = gettext_lazy("Daftar hari libur nasional dan cuti bersama menurut keputusan bersama menteri.")
    register_import(
        ImportKind("hari-libur", read_holidays, title, COLUMNS, "organizations.manage", help_text)
    )
    register_export(ExportKind("hari-libur", write_holidays, title, "organizations.manage"))
