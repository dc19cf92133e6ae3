"""Content kinds ``collectors`` and ``tariffs`` of packs.

A tariff holds from ``valid_from`` to ``valid_until``; a later one of the same code takes its place from its own day on,
and bills keep the one by which they were raised. One that is to take the place of a later one does so from today.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from balai.core.content import (
    ContentContext,
    ContentError,
    content,
    reads,
    reads_unadapted,
    require_keys,
    store,
)
from balai.core.errors import NotVisible
from balai.foundation.audit.api import record
from balai.foundation.ledger.api import has_account
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency, today
from balai.services.payments.events import TARIFF_INSTALLED
from balai.services.payments.models import Collector, Tariff

Entry = dict[str, Any]
Path = list[str | int]
COLLECTOR_ACCOUNTS = ("cash", "bank", "surplus")
TARIFF_REQUIRED = {"code", "name", "source", "valid_from", "chart", "receivable", "due_days", "items"}
TARIFF_OPTIONAL = {"valid_until", "round_to", "allows_parts", "late"}


@content("collectors", order=34, key="unit")
def install_collectors(entries: list[Entry], context: ContentContext) -> int:
    """``{unit: dpmptsp, chart, cash, bank, surplus, fallback}``: slugs of agencies that the regency has."""
    return sum(_install_collector(place, entry, context) for place, entry in enumerate(entries))


def _install_collector(place: int, entry: Entry, context: ContentContext) -> bool:
    require_keys(entry, required={"unit", "chart", *COLLECTOR_ACCOUNTS}, optional={"fallback"}, path=[place])
    try:
        unit = unit_by_code(f"{regency().code}/{entry['unit']}")
    except NotVisible as error:
        raise ContentError(f"perangkat daerah “{entry['unit']}” tidak ada", [place, "unit"]) from error
    for name in COLLECTOR_ACCOUNTS:
        _check_account(entry["chart"], entry[name], [place, name])
    facts = {
        "chart": entry["chart"],
        **{name: entry[name] for name in COLLECTOR_ACCOUNTS},
        "is_fallback": entry.get("fallback", False),
        "pack": context.pack,
    }
    return store(Collector, {"unit_id": unit.id}, facts)


def _check_account(chart: str, code: Any, path: Path) -> None:
    if not has_account(chart, str(code)):
        raise ContentError(f"akun rincian “{code}” tidak ada pada bagan akun {chart}", path)


@content("tariffs", order=36)
def install_tariffs(entries: list[Entry], context: ContentContext) -> int:
    """Tables of prices, each with period, legal source, accounts and items."""
    return sum(_install_tariff(place, entry, context) for place, entry in enumerate(entries))


def _install_tariff(place: int, entry: Entry, context: ContentContext) -> bool:
    facts = {**_facts(entry, place), "pack": context.pack}
    starts = _make_room(entry["code"], facts.pop("valid_from"))
    changed = store(Tariff, {"code": entry["code"], "valid_from": starts}, facts)
    if changed:
        tariff = Tariff.objects.get(code=entry["code"], valid_from=starts)
        record(context.actor, TARIFF_INSTALLED, subject=tariff, code=tariff.code, since=starts.isoformat())
    return changed


def _make_room(code: str, starts: date) -> date:
    """The day from which a table holds: its own, or today where a later one stands; that one ends the day before."""
    newest = Tariff.objects.filter(code=code).order_by("valid_from").last()
    if newest is None or newest.valid_from == starts:
        return starts
    if newest.valid_from > starts:
        starts = max(today(), newest.valid_from)
    if newest.valid_from < starts and (newest.valid_until is None or newest.valid_until >= starts):
        newest.valid_until = starts - timedelta(days=1)
        newest.save(update_fields=["valid_until"])
    return starts


def _facts(entry: Entry, place: int) -> Entry:
    """An entry as the facts of a row. Raises ContentError."""
    require_keys(entry, required=TARIFF_REQUIRED, optional=TARIFF_OPTIONAL, path=[place])
    starts = _day(entry["valid_from"], [place, "valid_from"])
    ends = _day(entry["valid_until"], [place, "valid_until"]) if entry.get("valid_until") else None
    if ends and ends < starts:
        raise ContentError("masa berlaku berakhir sebelum mulai", [place, "valid_until"])
    _check_account(entry["chart"], entry["receivable"], [place, "receivable"])
    return {
        "name": entry["name"],
        "source": entry["source"],
        "valid_from": starts,
        "valid_until": ends,
        "chart": entry["chart"],
        "receivable": entry["receivable"],
        "items": _items(entry, [place, "items"]),
        "round_to": _amount(entry.get("round_to", "1"), [place, "round_to"]),
        "due_days": entry["due_days"],
        "allows_parts": entry.get("allows_parts", False),
        **_late(entry, [place, "late"]),
    }


@reads_unadapted("tariffs")
def unadapted_tariff(entry: Entry) -> Entry:
    """A table as a pack has it, whatever later one stands here."""
    return _entry(Tariff(code=entry["code"], **_facts(entry, 0)))


@reads("tariffs")
def standing_tariffs(codes: Sequence[str]) -> dict[str, Entry]:
    """The newest table of each code, in the words of a pack."""
    rows = Tariff.objects.filter(code__in=codes) if codes else Tariff.objects.all()
    return {row.code: _entry(row) for row in rows.order_by("valid_from")}


def _entry(row: Tariff) -> Entry:
    late = {"percent": _number(row.late_percent), "months": row.late_months, "account": row.late_account}
    facts = {"valid_until": row.valid_until, "allows_parts": row.allows_parts}
    return {
        "code": row.code,
        "name": row.name,
        "source": row.source,
        "valid_from": row.valid_from,
        "chart": row.chart,
        "receivable": row.receivable,
        "due_days": row.due_days,
        "round_to": _number(row.round_to),
        **{key: value for key, value in facts.items() if value},
        **({"late": late} if row.late_months else {}),
        "items": [
            {"code": code, **facts, "price": _number(Decimal(facts["price"]))}
            for code, facts in row.items.items()
        ],
    }


def _number(amount: Decimal) -> str:
    """An amount as people write it: 12500, or 12500.50."""
    return str(int(amount)) if amount == int(amount) else str(amount)


def _day(value: Any, path: Path) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ContentError("tulis tanggal seperti 2026-01-01", path) from error


def _amount(value: Any, path: Path) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise ContentError("tulis jumlah seperti 12500 atau 12500.50", path) from error
    if amount <= 0 or amount != round(amount, 2):
        raise ContentError("jumlah lebih dari nol, paling banyak dua angka di belakang koma", path)
    return amount


def _items(entry: Entry, path: Path) -> dict[str, Entry]:
    if not isinstance(entry["items"], list) or not entry["items"]:
        raise ContentError("tulis sekurangnya satu tarif", path)
    found: dict[str, Entry] = {}
    for number, item in enumerate(entry["items"]):
        here = [*path, number]
        require_keys(item, required={"code", "name", "price", "unit", "account"}, optional=set(), path=here)
        if item["code"] in found:
            raise ContentError(f"tarif “{item['code']}” ada dua kali", [*here, "code"])
        _check_account(entry["chart"], item["account"], [*here, "account"])
        found[item["code"]] = {
            "name": item["name"],
            "price": str(_amount(item["price"], [*here, "price"])),
            "unit": item["unit"],
            "account": item["account"],
        }
    return found


def _late(entry: Entry, path: Path) -> Entry:
    """What lateness adds: a percentage for each month begun, at most for so many months."""
    late = entry.get("late")
    if not late:
        return {}
    require_keys(late, required={"percent", "months", "account"}, optional=set(), path=path)
    _check_account(entry["chart"], late["account"], [*path, "account"])
    return {
        "late_percent": _amount(late["percent"], [*path, "percent"]),
        "late_months": late["months"],
        "late_account": late["account"],
    }
