"""Content kinds of this module in packs: ``queue_rules`` and ``queue_places``."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import structlog
from django.utils import timezone

from balai.core.content import ContentContext, ContentError, Entry, content, needs, reads, require_keys, store
from balai.core.errors import Invalid, NotVisible
from balai.foundation.organizations import api as organizations
from balai.foundation.regions import api as regions
from balai.services.catalogue import api as catalogue
from balai.services.queues.models import Announcement, Counter, Display, Line, Place, QueueRule, Visit
from balai.services.queues.rules import read_rule

log = structlog.get_logger(__name__)
RULE_KEYS = {"capacity", "shares", "release", "opens", "last_call_minutes", "priority", "early_minutes"} | {
    "grace_minutes",
    "miss_after_calls",
    "remote_minutes",
    "needs_counter",
}
ALWAYS = date(2000, 1, 1)
PLACE_KEYS = {"code", "unit", "name", "kind", "lines", "counters"}
PLACE_OPTIONAL = {"regency", "week", "order", "displays", "announcements"}
Path = list[str | int]


@content("queue_rules", order=8)
def install_rules(entries: list[Entry], context: ContentContext) -> int:
    """Rules: ``{code, source, valid_from, capacity, shares, release, opens, last_call_minutes, priority, …}``."""
    return sum(_install_rule(entry, place) for place, entry in enumerate(entries))


def _install_rule(entry: Entry, place: int) -> bool:
    require_keys(entry, required={"code", "source"}, optional=RULE_KEYS | {"valid_from"}, path=[place])
    rule = {name: entry[name] for name in RULE_KEYS & entry.keys()}
    _check_rule(entry, rule, place)
    key = {"code": entry["code"], "valid_from": _date(entry.get("valid_from"), [place, "valid_from"])}
    return store(QueueRule, key, {"content": rule, "source": str(entry["source"])})


def _check_rule(entry: Entry, rule: dict[str, Any], place: int) -> None:
    try:
        read_rule(entry["code"], str(entry["source"]), rule)
    except (KeyError, TypeError, ValueError) as fault:
        raise ContentError(f"aturan tidak terbaca: {fault}", [place]) from fault
    for name in ("shares", "opens"):
        for channel in rule.get(name, {}):
            if channel not in Visit.Channel.values:
                raise ContentError(f"cara “{channel}” tidak dikenal", [place, name])
    if sum(rule.get("shares", {}).values()) > 100:
        raise ContentError("jatah melebihi 100 persen", [place, "shares"])


def _date(value: Any, path: Path) -> date:
    if value is None:
        return ALWAYS
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise ContentError("tanggal harus berbentuk 2026-01-31", path) from fault


@reads("queue_rules")
def standing_rules(codes: Sequence[str]) -> dict[str, Entry]:
    """The rules in force last, in the words of a pack."""
    rows = QueueRule.objects.filter(code__in=codes) if codes else QueueRule.objects.all()
    newest: dict[str, QueueRule] = {}
    for rule in rows.order_by("code", "valid_from"):
        newest[rule.code] = rule
    return {
        code: {"code": code, "source": rule.source, **_since(rule), **rule.content}
        for code, rule in newest.items()
    }


def _since(rule: QueueRule) -> Entry:
    return {} if rule.valid_from == ALWAYS else {"valid_from": rule.valid_from.isoformat()}


@content("queue_places", order=60)
def install_places(entries: list[Entry], context: ContentContext) -> int:
    """Places with lines, counters and displays.

    ``regency`` keeps a place to one regency. A place or a line whose agency is not there is left out, and services
    that are not installed are left out of their line, both with a warning. What an administrator shut stays shut.
    """
    changed = 0
    for place, entry in enumerate(entries):
        require_keys(entry, required=PLACE_KEYS, optional=PLACE_OPTIONAL, path=[place])
        if entry.get("regency", regions.regency().code) == regions.regency().code:
            changed += _install_place(entry, place)
    return changed


def _install_place(entry: Entry, number: int) -> bool:
    unit = _unit(str(entry["unit"]))
    if unit is None:
        log.warning("queue_place_left_out", place=entry["code"], unit=entry["unit"])
        return False
    if entry["kind"] not in Place.Kind.values:
        raise ContentError(f"jenis tempat “{entry['kind']}” tidak dikenal", [number, "kind"])
    facts = {
        "unit_id": unit.id,
        "name": _words(entry["name"], [number, "name"]),
        "kind": entry["kind"],
        "week": _week(entry.get("week", {}), [number, "week"]),
        "order": entry.get("order", 100),
    }
    changed = [store(Place, {"code": entry["code"]}, facts)]
    place = Place.objects.get(code=entry["code"])
    changed += [_install_line(place, line, [number, "lines", at]) for at, line in enumerate(entry["lines"])]
    lines = {line.letter: line for line in place.lines.all()}
    numbered = [
        one for at, group in enumerate(entry["counters"]) for one in _numbers(group, [number, "counters", at])
    ]
    changed += [_install_counter(place, lines, order, one) for order, one in enumerate(numbered, 1)]
    changed += [
        _install_display(place, one, [number, "displays", at])
        for at, one in enumerate(entry.get("displays", []))
    ]
    changed += [
        _announce(place, one, [number, "announcements", at])
        for at, one in enumerate(entry.get("announcements", []))
    ]
    return any(changed)


def _install_line(place: Place, entry: Entry, path: Path) -> bool:
    require_keys(
        entry, required={"letter", "name", "unit", "minutes", "rule"}, optional={"services"}, path=path
    )
    unit = _unit(str(entry["unit"]))
    if unit is None:
        log.warning("queue_line_left_out", place=place.code, line=entry["letter"], unit=entry["unit"])
        return False
    if not QueueRule.objects.filter(code=entry["rule"]).exists():
        raise ContentError(f"aturan “{entry['rule']}” tidak ada", [*path, "rule"])
    facts = {
        "name": _words(entry["name"], [*path, "name"]),
        "unit_id": unit.id,
        "services": _installed(place, entry),
        "minutes": _minutes(entry["minutes"], [*path, "minutes"]),
        "rule": entry["rule"],
    }
    return store(Line, {"place": place, "letter": entry["letter"]}, facts)


def _minutes(value: Any, path: Path) -> int:
    if not isinstance(value, int) or not 1 <= value <= 240:
        raise ContentError("menit: bilangan dari 1 sampai 240", path)
    return value


def _installed(place: Place, entry: Entry) -> list[str]:
    wanted = [str(code) for code in entry.get("services", [])]
    known = catalogue.service_titles(set(wanted)) if wanted else {}
    missing = [code for code in wanted if code not in known]
    if missing:
        log.warning("queue_services_left_out", place=place.code, line=entry["letter"], services=missing)
    return [code for code in wanted if code in known]


def _numbers(entry: Entry, path: Path) -> Iterable[tuple[str, str, list[str]]]:
    """Number, name and letters of each counter of a group: ``{numbers: [1, 2], lines: [A], name}``."""
    require_keys(entry, required={"numbers", "lines"}, optional={"name"}, path=path)
    return [(str(one), str(entry.get("name", "")), list(entry["lines"])) for one in entry["numbers"]]


def _install_counter(
    place: Place, lines: dict[str, Line], order: int, one: tuple[str, str, list[str]]
) -> bool:
    """A counter with those of its lines that are there; without any it is not set up."""
    number, name, letters = one
    wanted = {lines[letter].pk for letter in letters if letter in lines}
    if not wanted:
        return False
    changed = store(Counter, {"place": place, "number": number}, {"name": name, "order": order})
    counter = Counter.objects.get(place=place, number=number)
    if set(counter.lines.values_list("pk", flat=True)) != wanted:
        counter.lines.set(Line.objects.filter(pk__in=wanted))
        changed = True
    return changed


def _install_display(place: Place, entry: Entry, path: Path) -> bool:
    require_keys(entry, required={"code", "name"}, optional={"letters"}, path=path)
    facts = {"place": place, "name": entry["name"], "letters": list(entry.get("letters", []))}
    return store(Display, {"code": entry["code"]}, facts)


def _announce(place: Place, entry: Entry, path: Path) -> bool:
    """An announcement, once: what an administrator took away does not come back with a newer pack's other changes."""
    require_keys(entry, required={"kind", "text"}, optional={"starts_at", "ends_at"}, path=path)
    text = _words(entry["text"], [*path, "text"])
    if Announcement.objects.filter(place=place, text=text).exists():
        return False
    starts, ends = (_moment(entry.get(name), [*path, name]) for name in ("starts_at", "ends_at"))
    Announcement.objects.create(
        place=place, kind=entry["kind"], text=text, starts_at=starts or timezone.now(), ends_at=ends
    )
    return True


def _moment(value: Any, path: Path) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=regions.zone())
    except ValueError as fault:
        raise ContentError("waktu harus berbentuk 2026-01-31 08:00", path) from fault


def _unit(code: str) -> organizations.UnitCard | None:
    try:
        return organizations.unit_by_code(code if code[:1].isdigit() else f"{regions.regency().code}/{code}")
    except NotVisible:
        return None


def _words(words: Any, path: Path) -> dict[str, str]:
    require_keys(words, required={"id", "en"}, optional=set(), path=path)
    return dict(words)


def _week(days: dict[str, list[str]], path: Path) -> dict[str, list[list[str]]]:
    try:
        return organizations.read_hours(days)
    except Invalid as fault:
        raise ContentError(str(fault), path) from fault


@needs("queue_places")
def rules_needed(entry: Entry) -> list[tuple[str, str]]:
    """The rules that the lines of a place follow."""
    return sorted({("queue_rules", line["rule"]) for line in entry["lines"]})


@reads("queue_places")
def standing_places(codes: Sequence[str]) -> dict[str, Entry]:
    """The places as they stand, in the words of a pack; announcements that end are of the day and stay here."""
    rows = Place.objects.filter(code__in=codes) if codes else Place.objects.all()
    found = rows.select_related("unit").prefetch_related(
        "lines__unit", "counters__lines", "displays", "announcements"
    )
    return {place.code: _entry(place) for place in found}


def _entry(place: Place) -> Entry:
    own = {
        "regency": "" if "/" in place.unit.code else place.unit.code[:5],
        "week": organizations.name_week(place.week),
        "displays": [_display_entry(one) for one in place.displays.all()],
        "announcements": [
            {"kind": one.kind, "text": one.text} for one in place.announcements.all() if not one.ends_at
        ],
    }
    return {
        "code": place.code,
        "unit": place.unit.code.rpartition("/")[2],
        "name": place.name,
        "kind": place.kind,
        "order": place.order,
        "lines": [_line_entry(line) for line in place.lines.all()],
        "counters": _counter_groups(place.counters.all()),
        **{name: value for name, value in own.items() if value},
    }


def _line_entry(line: Line) -> Entry:
    return {
        "letter": line.letter,
        "name": line.name,
        "unit": line.unit.code.rpartition("/")[2],
        **({"services": line.services} if line.services else {}),
        "minutes": line.minutes,
        "rule": line.rule,
    }


def _counter_groups(counters: Iterable[Counter]) -> list[Entry]:
    """Counters that follow each other with the same lines and name, in one group."""
    groups: list[Entry] = []
    for counter in counters:
        own: Entry = {"lines": [line.letter for line in counter.lines.all()]}
        own |= {"name": counter.name} if counter.name else {}
        if not groups or {**own, "numbers": None} != {**groups[-1], "numbers": None}:
            groups.append({"numbers": [], **own})
        groups[-1]["numbers"].append(int(counter.number) if counter.number.isdecimal() else counter.number)
    return groups


def _display_entry(display: Display) -> Entry:
    return {
        "code": display.code,
        "name": display.name,
        **({"letters": display.letters} if display.letters else {}),
    }
