"""Installs services and life events from packs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from balai.core.content import ContentContext, ContentError, Entry, content, needs, reads, require_keys
from balai.core.errors import NotVisible
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency
from balai.services.catalogue.models import LifeEvent, Service
from balai.services.catalogue.schema import check_service, check_words

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


@content("services", order=50)
def install_services(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update services with their search words."""
    for place, entry in enumerate(entries):
        check_service(entry, place)
        brought = {"pack": context.pack, "pack_version": context.version}
        service, _ = Service.objects.update_or_create(
            code=entry["code"], defaults={**facts_of(entry, place), **brought}
        )
        service.life_events.set(_life_events(entry, place))
        _index(service)
    return len(entries)


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
        "prefix": service.code_prefix,
        "title": service.title,
        "summary": service.summary,
        "procedure": service.procedure_code,
        "form": service.form_code,
        **service.content,
        **{key: value for key, value in facts.items() if value},
        **({} if service.is_open else {"open": False}),
    }


@needs("services")
def needs_of_service(entry: Entry) -> Iterable[tuple[str, str]]:
    """The life events, form and procedures of a service."""
    yield from (("life_events", code) for code in entry.get("life_events", ()))
    yield "forms", entry["form"]
    procedures = [entry["procedure"], *(variant["procedure"] for variant in entry.get("variants", ()))]
    yield from (("procedures", code) for code in dict.fromkeys(procedures))


def facts_of(entry: dict[str, Any], place: int) -> dict[str, Any]:
    """The entry as the columns of a service. Raises ContentError for a unit that is not here."""
    return {
        "slug": entry["slug"],
        "title": entry["title"],
        "summary": entry["summary"],
        "content": {key: entry[key] for key in _CONTENT if key in entry},
        "provider_kinds": entry.get("provider_kinds", []),
        "unit_id": _unit_id(entry, place),
        "procedure_code": entry["procedure"],
        "form_code": entry["form"],
        "code_prefix": entry["prefix"],
        "popularity": entry.get("popularity", 0),
        "is_open": entry.get("open", True),
    }


def _unit_id(entry: dict[str, Any], place: int) -> Any:
    code = str(entry.get("unit", ""))
    if not code:
        return None
    try:
        return unit_by_code(code if code[:1].isdigit() else f"{regency().code}/{code}").id
    except NotVisible as error:
        raise ContentError(str(error), [place, "unit"]) from error


def _life_events(entry: dict[str, Any], place: int) -> list[LifeEvent]:
    codes = entry.get("life_events", [])
    found = list(LifeEvent.objects.filter(code__in=codes))
    missing = set(codes) - {event.code for event in found}
    if missing:
        raise ContentError(
            f"peristiwa hidup tidak dikenal: {', '.join(sorted(missing))}", [place, "life_events"]
        )
    return found


def _index(service: Service) -> None:
    title = " ".join(service.title.values())
    words = " ".join(service.content["keywords"])
    summary = " ".join(service.summary.values())
    service.vocabulary = f"{title} {words}".lower()
    service.save(update_fields=["vocabulary"])
    Service.objects.filter(pk=service.pk).update(
        search=SearchVector(Value(title), weight="A", config="simple")
        + SearchVector(Value(words), weight="B", config="simple")
        + SearchVector(Value(summary), weight="C", config="simple")
    )
