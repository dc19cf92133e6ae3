"""The catalogue: what other modules may use."""

from balai.services.catalogue.actions.choose_variant import choose_variant
from balai.services.catalogue.agencies import AgencyCard, agencies, agency_slug
from balai.services.catalogue.guides import show_guides_at
from balai.services.catalogue.schema import STANDARD_PUBLISHED, check_words
from balai.services.catalogue.selectors import (
    LifeEventCard,
    ServiceCard,
    ServicePage,
    applied_service,
    find_services,
    life_event,
    life_events,
    service_by_code,
    service_page,
    service_pages,
    service_titles,
    services_of,
)
from balai.services.catalogue.visiting import Wait, Way, offer_way, show_waits
from balai.services.catalogue.words import STANDARD_TITLES

__all__ = [
    "STANDARD_PUBLISHED",
    "STANDARD_TITLES",
    "AgencyCard",
    "LifeEventCard",
    "ServiceCard",
    "ServicePage",
    "Wait",
    "Way",
    "agencies",
    "agency_slug",
    "applied_service",
    "check_words",
    "choose_variant",
    "find_services",
    "life_event",
    "life_events",
    "offer_way",
    "service_by_code",
    "service_page",
    "service_pages",
    "service_titles",
    "services_of",
    "show_guides_at",
    "show_waits",
]
