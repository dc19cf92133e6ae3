"""The agencies of the public service mall with what they are there for and the services that they give."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from balai.core.errors import NotVisible
from balai.core.ui.texts import own_words
from balai.core.ui.words import local
from balai.foundation.regions.api import regency
from balai.services.catalogue.models import Booth, Service
from balai.services.catalogue.schema import open_parts
from balai.services.catalogue.selectors import ServiceCard, card_of, with_booth


@dataclass(frozen=True)
class AgencyCard:
    """An agency of the mall in a list, in the reader's language."""

    slug: str
    name: str
    short_name: str
    summary: str
    icon: str
    services: int


@dataclass(frozen=True)
class AgencyPage:
    """An agency with its open services; ``complete`` of them say everything that must be published."""

    card: AgencyCard
    unit_id: UUID
    services: tuple[ServiceCard, ...]
    complete: int


def agency_slug(code: str) -> str:
    """The name of a unit in addresses: its code without the regency's."""
    return code.rpartition("/")[2]


def agencies() -> list[AgencyCard]:
    """The agencies that give an open service in the mall, in their order; one query."""
    count = Count("unit__services", filter=Q(unit__services__is_open=True))
    found = Booth.objects.select_related("unit").annotate(services=count).filter(services__gt=0)
    booths = found.order_by("order", "unit__name")
    return [_card(booth, booth.services) for booth in booths]


def agency_page(slug: str) -> AgencyPage:
    """The agency of an address. Raises NotVisible where none of that name gives a service."""
    booth = Booth.objects.select_related("unit").filter(unit__code=f"{regency().code}/{slug}").first()
    rows = Service.objects.filter(unit=booth.unit_id, is_open=True) if booth else Service.objects.none()
    services = list(rows.select_related("unit__booth").defer("search", "vocabulary"))
    if booth is None or not services:
        raise NotVisible
    own = own_words()
    complete = sum(not open_parts(with_booth(service)) for service in services)
    cards = tuple(card_of(service, own) for service in services)
    return AgencyPage(_card(booth, len(cards)), booth.unit_id, cards, complete)


def _card(booth: Booth, services: int) -> AgencyCard:
    unit = booth.unit
    return AgencyCard(
        agency_slug(unit.code), unit.name, unit.short_name, local(booth.summary), booth.icon, services
    )
