"""The catalogue: what other modules may use."""

from balai.services.catalogue.selectors import (
    LifeEventCard,
    ServiceCard,
    ServicePage,
    find_services,
    life_events,
    service_by_code,
    service_page,
    service_titles,
)

__all__ = [
    "LifeEventCard",
    "ServiceCard",
    "ServicePage",
    "find_services",
    "life_events",
    "service_by_code",
    "service_page",
    "service_titles",
]
