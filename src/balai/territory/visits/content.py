"""Content kind of this module in packs: ``visit_sites``."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys, store
from balai.core.errors import NotVisible
from balai.foundation.organizations import api as organizations
from balai.foundation.regions import api as regions
from balai.territory.visits.models import Site

REQUIRED, OPTIONAL = {"code", "unit", "name", "capacity"}, {"shows", "weekdays", "only_in"}
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
LEAST, MOST = 1, 2000


@content("visit_sites", order=55)
def install_sites(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Sites: ``{code, unit, name, capacity, shows, weekdays: [senin, …], only_in: "35.10"}``.

    ``capacity`` is people a day. What the regency set on its pages (capacity, days, shut) stays. An entry of another
    regency (``only_in``) is left out, so is one whose unit this regency does not have.
    """
    home = regions.regency().code
    return sum(_install(entry, place, home) for place, entry in enumerate(entries))


def _install(entry: dict[str, Any], place: int, home: str) -> bool:
    require_keys(entry, required=REQUIRED, optional=OPTIONAL, path=[place])
    _check(entry, place)
    if entry.get("only_in", home) != home:
        return False
    unit = _unit(str(entry["unit"]), home)
    if unit is None:
        return False
    facts: dict[str, Any] = {"unit_id": unit.id, "name": entry["name"], "shows": entry.get("shows", {})}
    if not Site.objects.filter(code=entry["code"]).exists():
        facts["capacity"] = entry["capacity"]
        facts["weekdays"] = [DAYS.index(day) for day in entry.get("weekdays", DAYS[:5])]
    return store(Site, {"code": entry["code"]}, facts)


def _check(entry: dict[str, Any], place: int) -> None:
    for name in ("name", *(["shows"] if entry.get("shows") else [])):
        require_keys(entry[name], required={"id", "en"}, optional=set(), path=[place, name])
    if not isinstance(entry["capacity"], int) or not LEAST <= entry["capacity"] <= MOST:
        raise ContentError(f"capacity: bilangan dari {LEAST} sampai {MOST}", [place, "capacity"])
    for day in entry.get("weekdays", []):
        if day not in DAYS:
            raise ContentError(f"hari “{day}” tidak dikenal; pilih {', '.join(DAYS)}", [place, "weekdays"])


def _unit(code: str, home: str) -> organizations.UnitCard | None:
    try:
        return organizations.unit_by_code(code if code[:1].isdigit() else f"{home}/{code}")
    except NotVisible:
        return None


@reads("visit_sites")
def standing_sites(codes: Sequence[str]) -> dict[str, Entry]:
    """The sites as they stand, in the words of a pack."""
    rows = Site.objects.select_related("unit")
    return {site.code: _entry(site) for site in (rows.filter(code__in=codes) if codes else rows)}


def _entry(site: Site) -> Entry:
    entry: Entry = {
        "code": site.code,
        "unit": site.unit.code.rpartition("/")[2],
        "name": site.name,
        "capacity": site.capacity,
        "weekdays": [DAYS[day] for day in site.weekdays],
    }
    return {**entry, "shows": site.shows} if site.shows else entry
