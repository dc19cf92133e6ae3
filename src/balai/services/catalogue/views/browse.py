"""The catalogue as people see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS
from django.views.decorators.http import require_GET

from balai.core.http.pages import public_page
from balai.core.ui.words import is_verified
from balai.foundation.organizations.api import UnitCard, get_unit, service_hours, units_by_kind, village_unit
from balai.services.catalogue import selectors
from balai.services.catalogue.agencies import agencies, agency_page, agency_slug
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED
from balai.services.catalogue.visiting import waits_at, ways_to
from balai.services.catalogue.words import STANDARD_TITLES

MOST_LETTERS = 120
POPULAR = 10  # before the agencies


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:MOST_LETTERS]


def _found(request: HttpRequest, limit: int = selectors.LIMIT) -> dict[str, Any]:
    text, event = _asked(request), request.GET.get("peristiwa", "")
    services = selectors.find_services(text, event, limit)
    hint = selectors.did_you_mean(text) if text and not services else ""
    return {"q": text, "peristiwa": event, "services": services, "hint": hint}


@require_GET
@public_page
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """All services, found by everyday words or by a life event."""
    shown = [] if _asked(request) or request.GET.get("peristiwa") else agencies()
    found, events = _found(request, POPULAR if shown else selectors.LIMIT), selectors.life_events()
    asked = (event for event in events if event.is_guided and event.code == found["peristiwa"])
    context = {**found, "life_events": events, "guided": next(asked, None), "agencies": shown}
    if shown:
        context["others"] = selectors.services_elsewhere()
    return render(request, "catalogue/list.html", context)


@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """The first matches while typing (a part of a page, for htmx)."""
    return render(request, "catalogue/suggestions.html", _found(request, limit=6))


@require_GET
@public_page
def service_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: can I, what does it cost, how long, what do I need, where; then one button."""
    return render(request, "catalogue/service.html", service_facts(request, selectors.service_page(slug)))


@require_GET
def agency_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """An agency of the mall: what it is there for, its hours, how its lines stand now, its services."""
    agency = agency_page(slug)
    context = {
        "agency": agency,
        "unit": get_unit(agency.unit_id),
        "hours": _mall_hours(agency.unit_id),
        "waits": waits_at(agency.unit_id),
        "services": agency.services,
    }
    return render(request, "catalogue/agency.html", context)


def service_facts(request: HttpRequest, service: selectors.ServicePage) -> dict[str, Any]:
    """What the page of a service shows."""
    unit = _unit(request, service)
    return {
        "service": service,
        "unit": unit,
        "hours": _week(service_hours(unit.id)) if unit else [],
        "published": _standard(service, STANDARD_PUBLISHED),
        "internal": [part for part in _standard(service, STANDARD_INTERNAL) if part.text],
        "is_unverified": not all(map(is_verified, _claims(service))),
        **({} if service.is_applied_for else _informed(service, unit)),
    }


def _claims(service: selectors.ServicePage) -> tuple[str, ...]:
    """What can be compared with an official text: the standard, where it is known from, the laws."""
    return (*service.standard.values(), *service.sources.values(), *service.legal)


def _informed(service: selectors.ServicePage, unit: UnitCard | None) -> dict[str, Any]:
    """What only the page of a service that one comes for shows."""
    if unit is None:
        return {"ways": []}
    return {
        "ways": ways_to(service.card.code, service.unit_id),
        "agency_slug": agency_slug(unit.code),
        "hours": _mall_hours(unit.id),
    }


def _mall_hours(unit_id: UUID) -> list[tuple[str, str]]:
    """The hours of the mall, in which its agencies serve; of the unit itself where there is no mall."""
    malls = units_by_kind("mpp")
    return _week(service_hours(malls[0].id if malls else unit_id))


def _unit(request: HttpRequest, service: selectors.ServicePage) -> UnitCard | None:
    if service.unit_id:
        return get_unit(service.unit_id)
    code = request.GET.get("desa", "")
    return village_unit(code) if code and "desa" in service.provider_kinds else None


def _week(hours: Mapping[int, Sequence[tuple[time, time]]]) -> list[tuple[str, str]]:
    """The days in their order, those with the same hours that follow one another in one."""
    told = {
        day: ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in hours[day])
        for day in sorted(hours)
    }
    groups = [list(days) for _hours, days in groupby(told, key=told.__getitem__)]
    return [(_days(days[0], days[-1]), told[days[0]]) for days in groups]


def _days(first: int, last: int) -> str:
    return str(WEEKDAYS[first]) if first == last else f"{WEEKDAYS[first]}–{WEEKDAYS[last]}"


@dataclass(frozen=True)
class Part:
    """A part of the standard as the page shows it; without text its agency has yet to write it."""

    title: str
    text: str
    source: str


def _standard(service: selectors.ServicePage, keys: tuple[str, ...]) -> list[Part]:
    return [
        Part(str(STANDARD_TITLES[key]), service.standard[key], service.sources.get(key, "")) for key in keys
    ]
