"""The addresses of the house; each module brings its own."""

from django.urls import URLPattern, URLResolver, path

from balai.core.http.routing import addresses_of
from balai.runtime import health, metrics

MODULES = (
    "balai.core",
    "balai.core.exchange",
    "balai.foundation.regions",
    "balai.foundation.organizations",
    "balai.foundation.parts",
    "balai.foundation.packs",
    "balai.front.portal",
    "balai.front.voices",
    "balai.front.displays",
    "balai.services.applications",
    "balai.services.catalogue",
    "balai.services.payments",
    "balai.services.appointments",
    "balai.services.lifeevents",
    "balai.services.licences",
    "balai.services.queues",
    "balai.territory.innovations",
    "balai.territory.visits",
    "balai.territory.agreements",
    "balai.territory.guests",
    "balai.territory.adoption",
    "balai.foundation.accounts",
    "balai.foundation.notices",
    "balai.foundation.tokens",
    "balai.foundation.documents",
    "balai.foundation.cases",
    "balai.foundation.audit",
    "balai.foundation.presentation",
    "balai.foundation.privacy",
    "balai.front.workplace",
    "balai.front.kiosk",
    "balai.front.api",
    "balai.foundation.forms",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    *(addresses_of(f"{module}.urls") for module in MODULES),
]
