"""The sentences of a report, the same on paper and in the file to edit."""

from django.utils.translation import gettext as _

from balai.core.ui.words import clock_time, long_date, moment
from balai.territory.guests.report import Chapter, Finding, Report
from balai.territory.guests.words import UNKNOWN


def title(report: Report) -> str:
    """What it is called."""
    return _("Laporan bersama kunjungan") if not report.unit else _("Laporan kunjungan")


def facts(report: Report) -> list[tuple[str, str]]:
    """Who went where, and when."""
    visit = report.visit
    told = [
        (_("Dari"), visit.origin_name),
        (_("Unit"), report.unit or _units(report)),
        (_("Ke"), report.home.name),
        (
            _("Hari"),
            " – ".join(dict.fromkeys(long_date(day) for day in (visit.first_day, visit.last_day) if day)),
        ),
        (_("Tujuan"), visit.purpose),
        (_("Kode kunjungan"), visit.code),
    ]
    return [(label, value) for label, value in told if value]


def _units(report: Report) -> str:
    told = {"count": len(report.units), "all": len(report.visit.units)}
    return _("%(count)s dari %(all)s unit menulis") % told


def where(chapter: Chapter) -> str:
    """When and where a session was, and who received."""
    session = chapter.session
    parts = [
        f"{long_date(session.starts_at)}, {clock_time(session.starts_at)}",
        session.site_name,
        *session.hosts,
    ]
    return " · ".join(filter(None, parts))


def judgement(finding: Finding) -> str:
    """The judgement of a unit, empty while it has none."""
    return "" if finding.words.verdict == UNKNOWN else finding.words.verdict_name


def damage() -> str:
    """Of a text that could not be opened."""
    return _("Sebagian catatan ini diubah dari luar buku dan tidak dapat dibuka.")


def foot(report: Report) -> str:
    """Where the report comes from."""
    return _("Dibuat %(when)s dari catatan tamu sendiri; tuan rumah tidak membacanya.") % {
        "when": moment(report.made_at)
    }


def nothing() -> str:
    """Of a report without notes."""
    return _("Belum ada catatan.")
