"""Installs services and life events from packs."""

import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db.models import TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat

from balai.core.content import (
    ContentContext,
    ContentError,
    Entry,
    content,
    needs,
    reads,
    require_keys,
    store,
)
from balai.core.errors import NotVisible
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency
from balai.services.catalogue.models import Booth, LifeEvent, Service
from balai.services.catalogue.schema import check_service, check_words, is_informed

UnitFinder = Callable[[str, int], UUID | None]  # by the code in the pack and the place of the entry
_CONTENT = (
    "who",
    "cost",
    "time",
    "requirements",
    "places",
    "standard",
    "legal",
    "keywords",
    "validity",
    "subject",
    "variants",
    "sources",
)


@content("life_events", order=45)
def install_life_events(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update life events."""
    for place, entry in enumerate(entries):
        keys = {"code", "title", "summary", "icon"}
        require_keys(entry, required=keys, optional={"order"}, path=[place])
        check_words(entry["title"], [place, "title"])
        check_words(entry["summary"], [place, "summary"])
        facts = {key: entry[key] for key in ("title", "summary", "icon")}
        LifeEvent.objects.update_or_create(
            code=entry["code"], defaults={**facts, "order": entry.get("order", 100)}
        )
    return len(entries)


@reads("life_events")
def standing_life_events(codes: Sequence[str]) -> dict[str, Entry]:
    """The life events as they stand."""
    names = ("code", "title", "summary", "icon", "order")
    rows = LifeEvent.objects.filter(code__in=codes) if codes else LifeEvent.objects.all()
    return {event.code: {name: getattr(event, name) for name in names} for event in rows}


@content("booths", order=48, key="unit")
def install_booths(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update what agencies are in the mall for: ``{unit: polres, icon, summary, complaints, source}``."""
    return sum(_install_booth(entry, place) for place, entry in enumerate(entries))


def _install_booth(entry: dict[str, Any], place: int) -> bool:
    optional = {"order", "complaints", "source"}
    require_keys(entry, required={"unit", "icon", "summary"}, optional=optional, path=[place])
    check_words(entry["summary"], [place, "summary"])
    if "complaints" in entry:
        check_words(entry["complaints"], [place, "complaints"])
        require_keys(entry, required={"source"}, optional=set(entry), path=[place])
    facts = {"complaints": {}, "source": "", "order": 100, **entry}
    unit_id = _unit_id(str(facts.pop("unit")), place)
    return store(Booth, {"unit_id": unit_id}, facts)


@reads("booths")
def standing_booths(codes: Sequence[str]) -> dict[str, Entry]:
    """The booths as they stand."""
    here = f"{regency().code}/"
    rows = {row.unit.code.removeprefix(here): row for row in Booth.objects.select_related("unit")}
    names = ("icon", "summary", "order", "complaints", "source")
    return {
        code: {"unit": code, **{name: value for name in names if (value := getattr(row, name))}}
        for code, row in rows.items()
        if not codes or code in codes
    }


@content("services", order=50)
def install_services(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update services with their search words; as many queries for a hundred new ones as for one."""
    find_unit = _remembering()
    facts: dict[str, dict[str, Any]] = {}
    for place, entry in enumerate(entries):
        check_service(entry, place)
        brought = {"pack": context.pack, "pack_version": context.version}
        facts[entry["code"]] = {**facts_of(entry, place, find_unit), **brought}
    events = set(LifeEvent.objects.values_list("code", flat=True))
    linked = {entry["code"]: _life_events(entry, place, events) for place, entry in enumerate(entries)}
    services = _stored(facts)
    _link(services, linked)
    _index(services.values())
    return len(entries)


def _stored(facts: dict[str, dict[str, Any]]) -> dict[str, Service]:
    """The services with these columns, by code."""
    known = {row.code: row for row in Service.objects.select_for_update().filter(code__in=facts)}
    for code, row in known.items():
        for name, value in facts[code].items():
            setattr(row, name, value)
        row.save()
    new = [Service(code=code, **columns) for code, columns in facts.items() if code not in known]
    return {**known, **{row.code: row for row in Service.objects.bulk_create(new)}}


def _link(services: dict[str, Service], events: dict[str, list[str]]) -> None:
    """Let each service belong to these life events and no others."""
    through = Service.life_events.through
    wanted = {(services[code].pk, event) for code, named in events.items() for event in named}
    known = {
        (row.service_id, row.lifeevent_id): row.pk
        for row in through.objects.filter(service__in=services.values())
    }
    through.objects.filter(pk__in=[pk for link, pk in known.items() if link not in wanted]).delete()
    new = sorted(wanted - known.keys(), key=str)
    through.objects.bulk_create(through(service_id=service, lifeevent_id=event) for service, event in new)


@reads("services")
def standing_services(codes: Sequence[str]) -> dict[str, Entry]:
    """The services as they stand, without the words that a regency keeps beside them."""
    rows = Service.objects.select_related("unit").prefetch_related("life_events")
    return {row.code: entry_of(row) for row in (rows.filter(code__in=codes) if codes else rows)}


def entry_of(service: Service) -> Entry:
    """A service as an entry of a pack."""
    unit = service.unit.code.removeprefix(f"{regency().code}/") if service.unit else ""
    facts = {
        "provider_kinds": service.provider_kinds,
        "unit": unit,
        "life_events": [event.code for event in service.life_events.all()],
        "popularity": service.popularity,
    }
    return {
        "code": service.code,
        "slug": service.slug,
        "title": service.title,
        "summary": service.summary,
        **_way(service),
        **service.content,
        **{key: value for key, value in facts.items() if value},
        **({} if service.is_open else {"open": False}),
    }


def _way(service: Service) -> Entry:
    """By which form and procedure it is asked for here."""
    way = {
        "prefix": service.code_prefix,
        "procedure": service.procedure_code,
        "form": service.form_code,
    }
    return way if service.is_applied_for else {}


@needs("services")
def needs_of_service(entry: Entry) -> Iterable[tuple[str, str]]:
    """The life events, form and procedures of a service."""
    yield from (("life_events", code) for code in entry.get("life_events", ()))
    if not is_informed(entry):
        yield "forms", entry["form"]
        yield from (("procedures", code) for code in procedures_of(entry))


def procedures_of(entry: Entry) -> list[str]:
    """The procedures by which a service may be given; none of one that is not asked for here."""
    named = [entry.get("procedure", ""), *(variant["procedure"] for variant in entry.get("variants", ()))]
    return [code for code in dict.fromkeys(named) if code]


def facts_of(entry: dict[str, Any], place: int, find_unit: UnitFinder | None = None) -> dict[str, Any]:
    """The entry as the columns of a service. Raises ContentError for a unit that is not here."""
    return {
        "slug": entry["slug"],
        "title": entry["title"],
        "summary": entry["summary"],
        "content": {key: entry[key] for key in _CONTENT if key in entry},
        "provider_kinds": entry.get("provider_kinds", []),
        "unit_id": (find_unit or _unit_id)(str(entry.get("unit", "")), place),
        "procedure_code": entry.get("procedure", ""),
        "form_code": entry.get("form", ""),
        "code_prefix": entry.get("prefix", ""),
        "popularity": entry.get("popularity", 0),
        "is_open": entry.get("open", True),
        "vocabulary": f"{' '.join(entry['title'].values())} {' '.join(entry['keywords'])}".lower(),
    }


def _remembering() -> UnitFinder:
    """Finds each unit once, however many services it gives."""
    known: dict[str, UUID | None] = {}

    def find(code: str, place: int) -> UUID | None:
        if code not in known:
            known[code] = _unit_id(code, place)
        return known[code]

    return find


def _unit_id(code: str, place: int) -> UUID | None:
    if not code:
        return None
    try:
        return unit_by_code(code if code[:1].isdigit() else f"{regency().code}/{code}").id
    except NotVisible as error:
        raise ContentError(str(error), [place, "unit"]) from error


def _life_events(entry: dict[str, Any], place: int, known: Collection[str]) -> list[str]:
    codes = entry.get("life_events", [])
    missing = sorted(set(codes) - set(known))
    if missing:
        raise ContentError(f"peristiwa hidup tidak dikenal: {', '.join(missing)}", [place, "life_events"])
    return list(codes)


def _index(services: Iterable[Service]) -> None:
    """Write the words under which the services are found, titles first, then search words, then summaries."""
    words = {
        "A": _texts("title"),
        "B": Cast(KeyTransform("keywords", "content"), TextField()),
        "C": _texts("summary"),
    }
    vectors = (SearchVector(text, weight=weight, config="simple") for weight, text in words.items())
    rows = Service.objects.filter(pk__in=[service.pk for service in services])
    rows.update(search=reduce(operator.add, vectors))


def _texts(column: str) -> Concat:
    """A text in both languages."""
    languages = (KeyTextTransform(language, column) for language in ("id", "en"))
    return Concat(*(part for text in languages for part in (text, Value(" "))), output_field=TextField())
