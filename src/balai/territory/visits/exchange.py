"""Visits as tables: the history, and the guests as the statistics of visitors count them."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.exchange import ExportKind, Sheet, register_export
from balai.territory.visits import figures, selectors
from balai.territory.visits.models.delegation import MANAGE
from balai.territory.visits.selectors import Filters
from balai.territory.visits.wording import topic_namer


def connect() -> None:
    """Register the exports, at start."""
    register_export(ExportKind("kunjungan", write_visits, gettext_lazy("Kunjungan yang diterima"), MANAGE))
    guests = gettext_lazy("Tamu kunjungan sebagai wisatawan")
    register_export(ExportKind("wisatawan-kunjungan", write_guests, guests, MANAGE))


def write_visits(actor: Actor, unit_code: str) -> Sheet:
    """Every visit that the actor coordinates."""
    return visit_sheet(actor, Filters())


def visit_sheet(actor: Actor, filters: Filters) -> Sheet:
    """The visits of the filters, one a row."""
    columns = [
        _("Kode"), _("Kode asal"), _("Asal"), _("Dipimpin"), _("Maksud"), _("Topik"), _("Orang"),
        _("Hari pertama"), _("Hari terakhir"), _("Keadaan"), _("Hasil"), _("Sumber"),
    ]  # fmt: skip
    named = topic_namer()
    rows = [
        [
            row.code, row.origin_id or "", row.origin_name, row.leader_office, row.purpose,
            ", ".join(named(row.topics)), row.people or "",
            _day(row.first_day), _day(row.last_day), row.get_state_display(), row.result, row.source,
        ]
        for row in selectors.visits(actor, filters)
    ]  # fmt: skip
    return Sheet(columns, rows)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def write_guests(actor: Actor, unit_code: str) -> Sheet:
    """This year's guests."""
    return guest_sheet(timezone.localdate().year)


def guest_sheet(year: int) -> Sheet:
    """The guests of a year: each delegation once, with nights and what it said it spent."""
    columns = [
        _("Kode"), _("Asal"), _("Hari pertama"), _("Malam"), _("Orang"), _("Menurut kehadiran"), _("Belanja (Rp)"),
    ]  # fmt: skip
    rows = [
        [row.code, row.origin, row.first_day.isoformat(), row.nights, row.people,
         _("ya") if row.is_counted else _("tidak"), row.spent]
        for row in figures.guests(date(year, 1, 1), date(year, 12, 31))
    ]  # fmt: skip
    return Sheet(columns, rows)
