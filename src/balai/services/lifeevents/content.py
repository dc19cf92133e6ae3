"""Installs the guides of life events from packs."""

from collections.abc import Iterable, Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, needs, reads, store
from balai.core.errors import NotVisible
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency
from balai.services.appointments.api import opening_named
from balai.services.catalogue.api import life_event, service_titles
from balai.services.lifeevents.models import Guide
from balai.services.lifeevents.reading import read_guide
from balai.services.lifeevents.spec import GuideSpec, Step


@content("guides", order=60, key="event")
def install_guides(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update guides; events, services, units and appointments that they name must stand already."""
    return sum(_install(entry, place, context) for place, entry in enumerate(entries))


def _install(entry: dict[str, Any], place: int, context: ContentContext) -> bool:
    spec = read_guide(entry, [place])
    _require_event(spec, place)
    known = set(service_titles(set(spec.services())))
    for number, step in enumerate(spec.steps):
        _require_named(step, known, [place, "steps", number])
    facts = {"definition": entry, "pack": context.pack, "pack_version": context.version}
    return store(Guide, {"event_id": spec.event}, facts)


def _require_event(spec: GuideSpec, place: int) -> None:
    try:
        life_event(spec.event)
    except NotVisible as error:
        raise ContentError(f"peristiwa hidup “{spec.event}” tidak dikenal", [place, "event"]) from error


def _require_named(step: Step, services: set[str], path: list[str | int]) -> None:
    if step.service and step.service not in services:
        raise ContentError(f"layanan “{step.service}” tidak ada", [*path, "service"])
    if step.appointment and opening_named(step.appointment) is None:
        raise ContentError(f"janji temu “{step.appointment}” tidak ada", [*path, "appointment"])
    if step.unit:
        _require_unit(step.unit, [*path, "unit"])


def _require_unit(code: str, path: list[str | int]) -> None:
    try:
        unit_by_code(f"{regency().code}/{code}")
    except NotVisible as error:
        raise ContentError(str(error), path) from error


@reads("guides")
def standing_guides(codes: Sequence[str]) -> dict[str, Entry]:
    """The guides as they stand."""
    rows = Guide.objects.filter(event_id__in=codes) if codes else Guide.objects.all()
    return {guide.event_id: guide.definition for guide in rows}


@needs("guides")
def needs_of_guide(entry: Entry) -> Iterable[tuple[str, str]]:
    """The event, the services and the appointments of a guide."""
    yield "life_events", entry["event"]
    for kind, key in (("services", "service"), ("appointments", "appointment")):
        named = (step[key] for step in entry["steps"] if key in step)
        yield from ((kind, code) for code in dict.fromkeys(named))
