"""Content kinds ``innovations`` and ``innovation_instruments`` of packs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from balai.core.content import (
    WRITTEN_HERE,
    ContentContext,
    ContentError,
    Entry,
    content,
    reads,
    require_keys,
    store,
)
from balai.core.errors import NotVisible
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency
from balai.territory.innovations.models import Innovation, Instrument
from balai.territory.innovations.schema import check_innovation, is_number

KEPT = (
    "problem",
    "how",
    "needs",
    "evidence",
    "failed",
    "contact",
    "words",
    "form",
    "initiator",
    "digital",
    "sources",
    "unverified",
)
OF = ("region", "innovation", "count")
SEARCHED = ("title", "summary", "problem")


@content("innovations", order=70)
def install_innovations(entries: list[Entry], context: ContentContext) -> int:
    """Create or update innovations; see schema.py for the shape of one."""
    return sum(_install(entry, place, context) for place, entry in enumerate(entries))


def _install(entry: Entry, place: int, context: ContentContext) -> bool:
    check_innovation(entry, [place])
    facts = {**columns_of(entry, place), "pack": context.pack, "pack_version": context.version}
    return store(Innovation, {"code": entry["code"]}, facts)


def columns_of(entry: Entry, place: int = 0) -> dict[str, Any]:
    """A sound entry as the columns of an innovation. Raises ContentError for a unit that is not here."""
    return {
        "title": entry["title"],
        "summary": entry["summary"],
        "content": {key: entry[key] for key in KEPT if key in entry},
        "stage": entry["stage"],
        "since": str(entry.get("since", "")),
        "unit_id": _unit_id(entry, place),
        "part": str(entry.get("part", "")),
        "carried_by": str(entry.get("pack", "")),
        "is_public": entry.get("public", True),
        "name": entry["title"]["id"],
        "vocabulary": vocabulary_of(entry),
    }


def vocabulary_of(entry: Entry) -> str:
    """Every word by which people find it: what it says in both languages, and what citizens call the trouble."""
    told = [text for name in SEARCHED for text in entry[name].values()]
    return " ".join([*told, *entry.get("words", ())]).lower()


def _unit_id(entry: Entry, place: int) -> UUID | None:
    slug = str(entry.get("unit", ""))
    if not slug:
        return None
    try:
        return unit_by_code(f"{regency().code}/{slug}").id
    except NotVisible as error:
        raise ContentError(str(error), [place, "unit"]) from error


@reads("innovations")
def standing_innovations(codes: Sequence[str]) -> dict[str, Entry]:
    """The innovations as they stand."""
    rows = Innovation.objects.select_related("unit")
    return {row.code: entry_of(row) for row in (rows.filter(code__in=codes) if codes else rows)}


def entry_of(row: Innovation) -> Entry:
    """An innovation as an entry of a pack."""
    slug = row.unit.code.partition("/")[2] if row.unit else ""
    facts = {"since": row.since, "unit": slug, "part": row.part, "pack": row.carried_by}
    return {
        "code": row.code,
        "title": row.title,
        "summary": row.summary,
        "stage": row.stage,
        **row.content,
        **{key: value for key, value in facts.items() if value},
        **({} if row.is_public else {"public": False}),
    }


@content("innovation_instruments", order=69)
def install_instruments(entries: list[Entry], context: ContentContext) -> int:
    """A new version of each instrument that differs from its newest one."""
    return sum(_install_instrument(entry, place, context) for place, entry in enumerate(entries))


def _install_instrument(entry: Entry, place: int, context: ContentContext) -> bool:
    check_instrument(entry, [place])
    newest = Instrument.objects.filter(code=entry["code"]).order_by("-number").first()
    if newest and newest.definition == entry:
        return False
    Instrument.objects.create(
        code=entry["code"],
        number=newest.number + 1 if newest else 1,
        definition=entry,
        pack=newest.pack if newest and context.pack == WRITTEN_HERE else context.pack,
        pack_version=context.version,
    )
    return True


@reads("innovation_instruments")
def standing_instruments(codes: Sequence[str]) -> dict[str, Entry]:
    """The newest version of each instrument."""
    rows = Instrument.objects.filter(code__in=codes) if codes else Instrument.objects.all()
    return {row.code: row.definition for row in rows.order_by("code", "number")}


def check_instrument(entry: Any, path: Sequence[str | int]) -> None:
    """Raise ContentError unless the instrument can be counted by."""
    required = {"code", "title", "divisor", "top", "indicators", "bands", "sources"}
    require_keys(entry, required=required, optional=set(), path=path)
    for name in ("divisor", "top"):
        if not isinstance(entry[name], int) or not 1 <= entry[name] <= 100:
            raise ContentError("bilangan bulat dari 1 sampai 100", [*path, name])
    numbers: set[int] = set()
    for place, one in enumerate(entry["indicators"]):
        _check_indicator(one, numbers, [*path, "indicators", place])
    _check_bands(entry["bands"], [*path, "bands"])


def _check_indicator(one: Any, numbers: set[int], path: Sequence[str | int]) -> None:
    require_keys(one, required={"number", "of", "most"}, optional={"name", "verified"}, path=path)
    if not isinstance(one["number"], int) or one["number"] in numbers:
        raise ContentError("nomor indikator: bilangan bulat yang belum dipakai", [*path, "number"])
    numbers.add(one["number"])
    if one["of"] not in OF:
        raise ContentError(f"of: {', '.join(OF)}", [*path, "of"])
    if not isinstance(one["most"], str) or not is_number(one["most"]) or Decimal(one["most"]) <= 0:
        raise ContentError("skor tertinggi: angka lebih dari 0, dalam tanda kutip", [*path, "most"])


def _check_bands(bands: Any, path: Sequence[str | int]) -> None:
    for place, band in enumerate(bands):
        require_keys(band, required={"least", "name"}, optional=set(), path=[*path, place])
    least = [Decimal(band["least"]) for band in bands]
    if not least or least[-1] != 0 or least != sorted(least, reverse=True):
        raise ContentError("predikat dari yang tertinggi sampai 0", path)
