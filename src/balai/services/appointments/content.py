"""Content kind of this module in packs: ``appointments``."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys, store
from balai.core.errors import Invalid, NotVisible
from balai.foundation.organizations import api as organizations
from balai.foundation.regions import api as regions
from balai.services.appointments.models import Opening

REQUIRED = {"code", "unit", "service", "name", "minutes", "capacity"}
DEFAULTS: dict[str, Any] = {"bring": {}, "week": {}, "horizon_days": 14, "notice_hours": 2, "quota": 1}
LIMITS = {
    "minutes": (5, 480),
    "capacity": (1, 500),
    "horizon_days": (1, 90),
    "notice_hours": (0, 336),
    "quota": (1, 20),
}


@content("appointments", order=55)
def install_openings(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Openings: ``{code, unit, service, name, minutes, capacity, bring, week, horizon_days, notice_hours, quota}``.

    What an administrator shut stays shut.
    """
    return sum(_install(entry, place) for place, entry in enumerate(entries))


def _install(entry: dict[str, Any], place: int) -> bool:
    require_keys(entry, required=REQUIRED, optional=set(DEFAULTS), path=[place])
    whole = {**DEFAULTS, **entry}
    _check(whole, place)
    facts = {
        "unit_id": _unit(str(entry["unit"]), place).id,
        "service": entry["service"],
        "name": entry["name"],
        "bring": whole["bring"],
        "week": _week(whole["week"], place),
        "slot_minutes": whole["minutes"],
        **{name: whole[name] for name in ("capacity", "horizon_days", "notice_hours", "quota")},
    }
    return store(Opening, {"code": entry["code"]}, facts)


def _check(entry: dict[str, Any], place: int) -> None:
    for name in ("name", *(["bring"] if entry["bring"] else [])):
        require_keys(entry[name], required={"id", "en"}, optional=set(), path=[place, name])
    for name, (least, most) in LIMITS.items():
        if not isinstance(entry[name], int) or not least <= entry[name] <= most:
            raise ContentError(f"{name}: bilangan dari {least} sampai {most}", [place, name])


def _unit(code: str, place: int) -> organizations.UnitCard:
    whole = code if code[:1].isdigit() else f"{regions.regency().code}/{code}"
    try:
        return organizations.unit_by_code(whole)
    except NotVisible as fault:
        raise ContentError(f"unit “{whole}” tidak ada", [place, "unit"]) from fault


def _week(days: dict[str, list[str]], place: int) -> dict[str, list[list[str]]]:
    try:
        return organizations.read_hours(days)
    except Invalid as fault:
        raise ContentError(str(fault), [place, "week"]) from fault


@reads("appointments")
def standing_openings(codes: Sequence[str]) -> dict[str, Entry]:
    """The openings as they stand, in the words of a pack."""
    rows = Opening.objects.select_related("unit")
    found = rows.filter(code__in=codes) if codes else rows
    return {opening.code: _entry(opening) for opening in found}


def _entry(opening: Opening) -> Entry:
    entry = {
        "code": opening.code,
        "unit": opening.unit.code.rpartition("/")[2],
        "service": opening.service,
        "name": opening.name,
        "minutes": opening.slot_minutes,
        **{name: getattr(opening, name) for name in ("capacity", "horizon_days", "notice_hours", "quota")},
    }
    own = {"bring": opening.bring, "week": organizations.name_week(opening.week)}
    return {**entry, **{name: value for name, value in own.items() if value}}
