"""Content kinds of this module in packs: ``hours``, ``units``, ``holidays``."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from balai.core.content import ContentContext, ContentError, content, require_keys, store
from balai.core.errors import Invalid
from balai.foundation.organizations.hours import Week, dump_week, read_week
from balai.foundation.organizations.models import Holiday, HoursPattern, Post, ServiceHours, Unit
from balai.foundation.regions import api as regions

Entry = dict[str, Any]

HOURS_KEYS = {"code", "name", "unit_kinds", "week"}
UNIT_TEXTS = ("address", "postal_code", "phone", "email", "website", "letter_code")
UNIT_OPTIONAL = {*UNIT_TEXTS, "region", "parent", "hours", "posts", "name", "short_name", "kind"}


def _week(days: Mapping[str, Sequence[str]], path: list[str | int]) -> Week:
    if not isinstance(days, dict):
        raise ContentError("jam harus berupa hari dan periode, misalnya senin: [08:00-15:30]", path)
    for day, periods in days.items():
        try:
            read_week({day: periods})
        except Invalid as fault:
            raise ContentError(str(fault), [*path, day]) from fault
    return read_week(days)


@content("hours", order=10)
def install_hours(entries: list[Entry], context: ContentContext) -> int:
    """Hours of kinds of units: ``{code, name, unit_kinds: [desa], week: {senin: ["08:00-15:30"]}}``."""
    changed = 0
    for place, entry in enumerate(entries):
        require_keys(entry, required=HOURS_KEYS, optional={"source"}, path=[place])
        for kind in entry["unit_kinds"]:
            if kind not in Unit.Kind.values:
                raise ContentError(f"jenis unit “{kind}” tidak dikenal", [place, "unit_kinds"])
        facts = {
            "name": entry["name"],
            "source": entry.get("source", ""),
            "unit_kinds": entry["unit_kinds"],
            "periods": dump_week(_week(entry["week"], [place, "week"])),
        }
        changed += store(HoursPattern, {"code": entry["code"]}, facts)
    return changed


@content("holidays", order=10, key="date")
def install_holidays(entries: list[Entry], context: ContentContext) -> int:
    """Days without work: ``{date: 2026-01-01, name, source}``; a day that somebody verified is left alone."""
    days = [_holiday(place, entry) for place, entry in enumerate(entries)]
    verified = set(Holiday.objects.filter(is_verified=True).values_list("date", flat=True))
    return sum(
        store(Holiday, {"date": day.date}, {"name": day.name, "source": day.source})
        for day in days
        if day.date not in verified
    )


def _holiday(place: int, entry: Entry) -> Holiday:
    require_keys(entry, required={"date", "name", "source"}, optional=set(), path=[place])
    try:
        return Holiday(
            date=date.fromisoformat(str(entry["date"])), name=entry["name"], source=entry["source"]
        )
    except ValueError as fault:
        raise ContentError("tanggal harus berbentuk 2026-01-31", [place, "date"]) from fault


@content("units", order=20)
def install_units(entries: list[Entry], context: ContentContext) -> int:
    """Units of the regency with hours and posts.

    ``code`` is a slug (``dukcapil`` becomes ``35.10/dukcapil``) or the region code of a unit that stands
    already. What people entered on the pages wins: an entry fills only texts that are still empty.
    """
    regency = regions.regency().code
    return sum(_install_unit(regency, place, entry) for place, entry in enumerate(entries))


def _install_unit(regency: str, place: int, entry: Entry) -> bool:
    require_keys(entry, required={"code"}, optional=UNIT_OPTIONAL, path=[place])
    code = unit_code(str(entry["code"]), regency)
    unit = Unit.objects.filter(code=code).first()
    is_new = unit is None
    unit = unit or _new_unit(regency, place, entry)
    filled = [name for name in UNIT_TEXTS if entry.get(name) and not getattr(unit, name)]
    for name in filled:
        setattr(unit, name, str(entry[name]))
    unit.save()
    added = _add_hours(unit, place, entry) + _add_posts(unit, place, entry)
    return bool(is_new or filled or added)


def unit_code(code: str, regency: str) -> str:
    """The code of a unit as it is stored."""
    return code if code[:1].isdigit() else f"{regency}/{code}"


def _new_unit(regency: str, place: int, entry: Entry) -> Unit:
    require_keys(entry, required={"code", "name", "short_name", "kind"}, optional=UNIT_OPTIONAL, path=[place])
    if entry["kind"] not in Unit.Kind.values:
        raise ContentError(f"jenis unit “{entry['kind']}” tidak dikenal", [place, "kind"])
    parent_code = unit_code(str(entry.get("parent", regency)), regency)
    parent = Unit.objects.filter(code=parent_code).first()
    if parent is None:
        raise ContentError(
            f"unit induk “{parent_code}” tidak ada; sebutkan sebelum entri ini", [place, "parent"]
        )
    return Unit(
        code=unit_code(entry["code"], regency),
        name=entry["name"],
        short_name=entry["short_name"],
        kind=entry["kind"],
        parent=parent,
        region_id=entry.get("region", regency),
    )


def _add_hours(unit: Unit, place: int, entry: Entry) -> int:
    if "hours" not in entry or unit.hours.exists():
        return 0
    week = _week(entry["hours"], [place, "hours"])
    rows = [
        ServiceHours(unit=unit, weekday=day, opens=opens, closes=closes)
        for day, periods in week.items()
        for opens, closes in periods
    ]
    return len(ServiceHours.objects.bulk_create(rows))


def _add_posts(unit: Unit, place: int, entry: Entry) -> int:
    known = {post.title: post for post in unit.posts.all()}
    has_head = unit.posts.filter(is_head=True).exists()
    posts, corrected = [], 0
    for order, post in enumerate(entry.get("posts", []), 1):
        path: list[str | int] = [place, "posts", order - 1]
        require_keys(post, required={"title", "role"}, optional={"head"}, path=path)
        if post["title"] in known:
            corrected += _correct_role(known[post["title"]], post["role"])
            continue
        if post.get("head") and has_head:
            raise ContentError("unit ini sudah mempunyai jabatan kepala", [*path, "head"])
        has_head = has_head or bool(post.get("head"))
        is_head = bool(post.get("head"))
        posts.append(
            Post(unit=unit, title=post["title"], role_code=post["role"], is_head=is_head, order=10 * order)
        )
    return len(Post.objects.bulk_create(posts)) + corrected


def _correct_role(post: Post, role: str) -> int:
    """A post to which nobody was ever appointed has the role that its pack gives it by now."""
    if post.role_code == role:
        return 0
    return Post.objects.filter(pk=post.pk, holdings=None).update(role_code=role)
