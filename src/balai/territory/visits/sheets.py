"""Sheets of a visit: the programme for the folder, and the code at the door of each session. A4."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.ui.qr import qr_svg
from balai.core.ui.words import clock_time, long_date, moment
from balai.foundation.documents.api import print_sheet
from balai.foundation.regions.api import regency
from balai.territory.visits import selectors
from balai.territory.visits.cards import standing_hosts
from balai.territory.visits.days import days_in_words
from balai.territory.visits.models import Delegation, Session

HERE = Path(__file__).with_name("typst")


def folder(visit: Delegation) -> bytes:
    """The programme by day, who receives, who comes, travel and lodging. Raises Invalid when it cannot be printed."""
    days = [
        {"name": long_date(day), "sessions": [_item(one) for one in rows]}
        for day, rows in selectors.by_day(selectors.programme(visit))
    ]
    data = {
        **_frame(_("Acara kunjungan")),
        "origin": visit.origin_name,
        "facts": _facts(visit),
        "days": days,
        "units_label": _("Yang datang"),
        "units": [unit.name for unit in visit.units.filter(is_coming=True)],
    }
    return print_sheet(HERE / "acara.typ", data)


def _frame(title: str) -> dict[str, Any]:
    return {
        "language": (get_language() or "id")[:2],
        "regency": regency().name,
        "title": title,
        "printed": _("Dicetak %(when)s") % {"when": moment(timezone.now())},
    }


def _facts(visit: Delegation) -> list[tuple[str, str]]:
    facts = [
        (_("Kode"), visit.code),
        (_("Dipimpin"), visit.leader_office),
        (_("Waktu"), days_in_words(visit)),
        (_("Jumlah"), _("{n} orang").format(n=visit.people)),
        (_("Perjalanan"), visit.transport),
        (_("Penginapan"), visit.lodging),
    ]
    return [(name, value) for name, value in facts if value]


def _item(session: Session) -> dict[str, str]:
    hosts = "; ".join(host.name for host in standing_hosts(session.hosts.all()))
    return {
        "times": f"{clock_time(session.starts_at)}–{clock_time(session.ends_at)}",
        "title": session.title,
        "site": session.site.title,
        "hosts": hosts,
    }


def doors(visit: Delegation) -> bytes:
    """A page for each session, to hang at its door. Raises Invalid when it cannot be printed."""
    data = {
        **_frame(_("Selamat datang")),
        "origin": visit.origin_name,
        "ask": _("Pindai kode ini saat tiba; tanpa jaringan pun kehadiran Anda tersimpan di ponsel."),
        "doors": [_door(one) for one in selectors.programme(visit)],
    }
    return print_sheet(HERE / "kode-hadir.typ", data)


def _door(session: Session) -> dict[str, str]:
    address = f"{settings.PUBLIC_URL.rstrip('/')}/tamu/hadir/{session.code}/"
    return {
        **_item(session),
        "day": long_date(session.starts_at),
        "code": session.code,
        "qr": qr_svg(address),
    }
