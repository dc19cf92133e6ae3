"""Reads of the catalogue. It is public: everybody sees every open service."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.ui.texts import Words, own_words
from balai.core.ui.words import local
from balai.foundation.organizations.api import UnitCard
from balai.services.catalogue.guides import guide_address, guided_events
from balai.services.catalogue.models import LifeEvent, Service
from balai.services.catalogue.schema import TOLD, open_parts
from balai.services.catalogue.texts import told
from balai.services.catalogue.words import STANDARD_TITLES

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
    """A service in a list, in the reader's language; cost and time are empty while nobody has written them."""

    code: str
    slug: str
    title: str
    summary: str
    cost: str
    time: str
    place: str
    is_applied_for: bool = True

    @property
    def is_free(self) -> bool:
        """True where what it costs begins with the word for nothing: then nobody may ask for money at all."""
        return self.cost.lower().startswith(("gratis", "free"))


@dataclass(frozen=True)
class ServicePage:
    """Everything that a service page tells, in the reader's language.

    ``sources`` says where a part of the standard is laid down; ``open_parts`` are those that its agency has yet to
    write.
    """

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
    sources: dict[str, str] = field(default_factory=dict)
    open_parts: tuple[str, ...] = ()

    @property
    def is_applied_for(self) -> bool:
        """True when one asks for it here; else its agency keeps a system of its own."""
        return self.card.is_applied_for


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


def card_of(service: Service, own: Mapping[str, Words]) -> ServiceCard:
    """The service in a list, with the regency's own words."""
    texts = {name: local(told(service, name, own)) for name in ("title", "summary", "cost", "time")}
    place = local(told(service, "places", own))
    return ServiceCard(
        service.code, service.slug, **texts, place=place, is_applied_for=service.is_applied_for
    )


def _prefix_query(words: list[str], join: str) -> SearchQuery:
    return SearchQuery(f" {join} ".join(f"{word}:*" for word in words), search_type="raw", config="simple")


def _matching(words: list[str], join: str) -> "QuerySet[Service]":
    """Those with the words: whole ones before beginnings, what is asked for more often first."""
    query = _prefix_query(words, join)
    whole = SearchQuery(" | ".join(words), search_type="raw", config="simple")
    rank = SearchRank(F("search"), query) + SearchRank(F("search"), whole) + F("popularity") / Value(1000.0)
    ranked = Service.objects.filter(search=query, is_open=True).annotate(rank=rank)
    return ranked.order_by("-rank", "code")


def find_services(
    text: str = "", life_event: str = "", limit: int = LIMIT, *, applied_for: bool = False
) -> list[ServiceCard]:
    """Services by everyday words: all words first, else any of them; without words by popularity.

    ``applied_for`` leaves out those that one does not ask for here.
    """
    words = [word for word in _WORD.findall(text.lower()) if len(word) > 1]
    telling = [word for word in words if word not in _STOP] or words
    found: QuerySet[Service] = Service.objects.filter(is_open=True)
    if telling:
        found = _matching(telling, "&")
        found = found if found.exists() else _matching(telling, "|")
    if life_event:
        found = found.filter(life_events__code=life_event)
    if applied_for:
        found = found.exclude(procedure_code="")
    own = own_words()
    return [card_of(service, own) for service in found[:limit]]


def services_of(unit: UnitCard) -> list[ServiceCard]:
    """The open services that a unit gives: its own, and those of all units of its kind."""
    own = own_words()
    rows = Service.objects.filter(Q(unit_id=unit.id) | Q(provider_kinds__contains=[unit.kind]), is_open=True)
    found = (card_of(service, own) for service in rows.defer("search", "vocabulary"))
    return sorted(found, key=lambda card: card.title)


def services_elsewhere() -> list[ServiceCard]:
    """The open services that no agency of the mall gives: those of villages, and of other units."""
    own = own_words()
    rows = Service.objects.filter(is_open=True, unit__booth=None)
    return [card_of(service, own) for service in rows.defer("search", "vocabulary")]


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
    service = Service.objects.filter(slug=slug).select_related("unit__booth").first()
    if service is None:
        raise NotVisible
    return page_of(service)


def applied_service(slug: str) -> ServicePage:
    """The service of an address, by somebody who wants to ask for it. Raises NotVisible for one not asked for here."""
    service = service_page(slug)
    if not service.is_applied_for:
        raise NotVisible(_("Layanan ini tidak diajukan lewat sini. Datangi instansinya."))
    return service


def service_pages(codes: Iterable[str]) -> dict[str, ServicePage]:
    """What the pages of services tell, by code, in one query; an unknown one is left out."""
    found = Service.objects.filter(code__in=codes).select_related("unit__booth")
    return {service.code: page_of(service) for service in found}


def page_of(service: Service) -> ServicePage:
    """What the page of a service tells."""
    facts: dict[str, Any] = with_booth(service)
    own = own_words()
    return ServicePage(
        card=card_of(service, own),
        titles=dict(told(service, "title", own)),
        subject_field=facts.get("subject", ""),
        who=local(told(service, "who", own)),
        requirements=[
            {"title": local(item["title"]), "detail": local(item.get("detail", "")), "kind": item["kind"]}
            for item in facts["requirements"]
        ],
        standard={key: _standard_text(facts, key) for key in STANDARD_TITLES},
        legal=list(facts["legal"]),
        validity_days=int(facts.get("validity", 0)),
        provider_kinds=service.provider_kinds,
        unit_id=service.unit_id,
        procedure_code=service.procedure_in_force,
        form_code=service.form_code,
        code_prefix=service.code_prefix,
        is_open=service.is_open,
        sources=facts.get("sources", {}),
        open_parts=open_parts(facts),
    )


def _standard_text(facts: Mapping[str, Any], part: str) -> str:
    """A part in words; what an informed service says in a list is read out of it."""
    listed = facts[TOLD[part]] if part in TOLD and part not in facts["standard"] else ()
    return "; ".join(local(item["title"]) for item in listed) or local(facts["standard"].get(part, ""))


def with_booth(service: Service) -> dict[str, Any]:
    """What a service says, with what its booth answers for: complaints, where it names no way of its own."""
    facts = service.content_in_force
    booth = getattr(service.unit, "booth", None)
    if booth is None or not booth.complaints or service.is_applied_for or "pengaduan" in facts["standard"]:
        return facts
    standard = {**facts["standard"], "pengaduan": booth.complaints}
    return {**facts, "standard": standard, "sources": {"pengaduan": booth.source, **facts.get("sources", {})}}


def service_by_code(code: str) -> ServicePage:
    """The service with the code. Raises NotVisible."""
    slug = Service.objects.filter(code=code).values_list("slug", flat=True).first()
    return service_page(slug or "")


def service_titles(codes: set[str]) -> dict[str, str]:
    """The titles of services by code, in the reader's language."""
    own = own_words()
    return {row.code: local(told(row, "title", own)) for row in Service.objects.filter(code__in=codes)}


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


def chosen_variants() -> "QuerySet[Service, Any]":
    """All choices, which change when a public page does."""
    chosen = Service.objects.exclude(variant="").order_by("code")
    return chosen.values_list(Concat("code", Value("="), "variant"), flat=True)
