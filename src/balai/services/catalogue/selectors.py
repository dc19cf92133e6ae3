"""Reads of the catalogue. It is public: everybody sees every open service."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from balai.core.errors import NotVisible
from balai.core.ui.texts import Words, own_words
from balai.core.ui.words import local
from balai.services.catalogue.guides import guide_address, guided_events
from balai.services.catalogue.models import LifeEvent, Service, ServiceDraft
from balai.services.catalogue.texts import told

LIMIT = 30
_WORD = re.compile(r"\w+")
_STOP = {
    "saya",
    "ingin",
    "mau",
    "untuk",
    "dan",
    "yang",
    "di",
    "ke",
    "surat",
    "bikin",
    "buat",
    "urus",
    "mengurus",
}
_STOP |= {"i", "want", "to", "a", "the", "my", "letter"}


@dataclass(frozen=True)
class ServiceCard:
    """A service in a list, in the reader's language."""

    code: str
    slug: str
    title: str
    summary: str
    cost: str
    time: str
    place: str


@dataclass(frozen=True)
class ServicePage:
    """Everything that a service page tells, in the reader's language."""

    card: ServiceCard
    titles: dict[str, str]
    subject_field: str
    who: str
    requirements: list[dict[str, str]]
    standard: dict[str, str]
    legal: list[str]
    validity_days: int
    provider_kinds: list[str]
    unit_id: UUID | None
    procedure_code: str
    form_code: str
    code_prefix: str
    is_open: bool


@dataclass(frozen=True)
class VariantCard:
    """One way to give a service, in the reader's language."""

    code: str
    title: str
    meaning: str
    time: str
    is_chosen: bool


@dataclass(frozen=True)
class VariedService:
    """A service of which the regency chooses the variant."""

    slug: str
    title: str
    variants: tuple[VariantCard, ...]

    @property
    def chosen(self) -> VariantCard:
        """The variant in force."""
        return next(variant for variant in self.variants if variant.is_chosen)


@dataclass(frozen=True)
class LifeEventCard:
    """A life event in the reader's language. ``href`` is its guide, or the services that belong to it."""

    code: str
    title: str
    summary: str
    icon: str
    href: str = ""
    is_guided: bool = False


def _card(service: Service, own: Mapping[str, Words]) -> ServiceCard:
    texts = {name: local(told(service, name, own)) for name in ("title", "summary", "cost", "time")}
    return ServiceCard(service.code, service.slug, **texts, place=local(told(service, "places", own)))


def _prefix_query(words: list[str], join: str) -> SearchQuery:
    return SearchQuery(f" {join} ".join(f"{word}:*" for word in words), search_type="raw", config="simple")


def _matching(words: list[str], join: str) -> "QuerySet[Service]":
    query = _prefix_query(words, join)
    ranked = Service.objects.filter(search=query, is_open=True).annotate(rank=SearchRank(F("search"), query))
    return ranked.order_by("-rank", "-popularity", "code")


def find_services(text: str = "", life_event: str = "", limit: int = LIMIT) -> list[ServiceCard]:
    """Services by everyday words: all words first, else any of them; without words by popularity."""
    words = [word for word in _WORD.findall(text.lower()) if len(word) > 1]
    telling = [word for word in words if word not in _STOP] or words
    found = Service.objects.filter(is_open=True)
    if telling:
        found = _matching(telling, "&")
        found = found if found.exists() else _matching(telling, "|")
    if life_event:
        found = found.filter(life_events__code=life_event)
    own = own_words()
    return [_card(service, own) for service in found[:limit]]


def did_you_mean(text: str) -> str:
    """The nearest known words for a search that found nothing, or an empty text."""
    known = {
        word for row in Service.objects.values_list("vocabulary", flat=True) for word in _WORD.findall(row)
    }
    near = [difflib.get_close_matches(word, known, n=1, cutoff=0.75) for word in _WORD.findall(text.lower())]
    guess = " ".join(match[0] for match in near if match)
    return guess if guess and guess != text.lower() else ""


def life_events() -> list[LifeEventCard]:
    """All life events that have a guide or an open service."""
    guided = guided_events()
    found = LifeEvent.objects.filter(Q(services__is_open=True) | Q(code__in=guided)).distinct()
    return [_event_card(event, event.code in guided) for event in found]


def _event_card(event: LifeEvent, is_guided: bool) -> LifeEventCard:
    href = guide_address(event.code) if is_guided else f"{reverse('catalogue:list')}?peristiwa={event.code}"
    return LifeEventCard(event.code, local(event.title), local(event.summary), event.icon, href, is_guided)


def life_event(code: str) -> LifeEventCard:
    """The life event. Raises NotVisible."""
    event = LifeEvent.objects.filter(code=code).first()
    if event is None:
        raise NotVisible
    return _event_card(event, code in guided_events())


def service_page(slug: str) -> ServicePage:
    """The service of an address. Raises NotVisible."""
    service = Service.objects.filter(slug=slug).first()
    if service is None:
        raise NotVisible
    return page_of(service)


def service_pages(codes: Iterable[str]) -> dict[str, ServicePage]:
    """What the pages of services tell, by code, in one query; an unknown one is left out."""
    return {service.code: page_of(service) for service in Service.objects.filter(code__in=codes)}


def page_of(service: Service) -> ServicePage:
    """What the page of a service tells."""
    facts: dict[str, Any] = service.content_in_force
    own = own_words()
    return ServicePage(
        card=_card(service, own),
        titles=dict(told(service, "title", own)),
        subject_field=facts.get("subject", ""),
        who=local(told(service, "who", own)),
        requirements=[
            {"title": local(item["title"]), "detail": local(item.get("detail", "")), "kind": item["kind"]}
            for item in facts["requirements"]
        ],
        standard={key: local(value) for key, value in facts["standard"].items()},
        legal=list(facts["legal"]),
        validity_days=int(facts.get("validity", 0)),
        provider_kinds=service.provider_kinds,
        unit_id=service.unit_id,
        procedure_code=service.procedure_in_force,
        form_code=service.form_code,
        code_prefix=service.code_prefix,
        is_open=service.is_open,
    )


def service_by_code(code: str) -> ServicePage:
    """The service with the code. Raises NotVisible."""
    slug = Service.objects.filter(code=code).values_list("slug", flat=True).first()
    return service_page(slug or "")


def service_titles(codes: set[str]) -> dict[str, str]:
    """The titles of services by code, in the reader's language."""
    own = own_words()
    return {row.code: local(told(row, "title", own)) for row in Service.objects.filter(code__in=codes)}


@dataclass(frozen=True)
class EditedService:
    """A service in the administrator's list; ``pack`` is where it came from."""

    slug: str
    title: str
    pack: str
    is_open: bool
    has_draft: bool


def edited_services() -> list[EditedService]:
    """Every service by title, with whether a draft waits; three queries."""
    drafts = set(ServiceDraft.objects.values_list("code", flat=True))
    rows = [
        EditedService(row.slug, local(row.title), row.pack, row.is_open, row.code in drafts)
        for row in Service.objects.defer("content", "search", "vocabulary")
    ]
    new = ServiceDraft.objects.filter(base__isnull=True)
    rows += [EditedService(row.entry["slug"], local(row.entry["title"]), "", False, True) for row in new]
    return sorted(rows, key=lambda row: row.title)


def varied_services() -> list[VariedService]:
    """The services with variants, by title."""
    rows = Service.objects.filter(content__has_key="variants")
    return sorted((varied_service(service) for service in rows), key=lambda service: service.title)


def varied_service(service: Service) -> VariedService:
    """The variants of a service with the one in force."""
    variants = tuple(_variant(service, variant) for variant in service.variants)
    return VariedService(service.slug, local(service.title), variants)


def _variant(service: Service, variant: dict[str, Any]) -> VariantCard:
    time = variant.get("changes", {}).get("time", service.content["time"])
    return VariantCard(
        variant["code"],
        local(variant["title"]),
        local(variant["meaning"]),
        local(time),
        variant["code"] == service.chosen["code"],
    )


def chosen_variants() -> str:
    """All choices in one text, which changes when a public page does."""
    chosen = Service.objects.exclude(variant="").values_list("code", "variant").order_by("code")
    return ",".join(f"{code}={variant}" for code, variant in chosen)
