"""The addresses of the house; each module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from balai.runtime import health, metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("", include("balai.core.urls")),
    path("", include("balai.core.exchange.urls")),
    path("", include("balai.foundation.regions.urls")),
    path("", include("balai.foundation.organizations.urls")),
    path("", include("balai.foundation.parts.urls")),
    path("", include("balai.foundation.packs.urls")),
    path("", include("balai.front.portal.urls")),
    path("", include("balai.front.displays.urls")),
    path("", include("balai.services.applications.urls")),
    path("", include("balai.services.catalogue.urls")),
    path("", include("balai.services.payments.urls")),
    path("", include("balai.services.appointments.urls")),
    path("", include("balai.services.lifeevents.urls")),
    path("", include("balai.services.licences.urls")),
    path("", include("balai.services.queues.urls")),
    path("", include("balai.territory.innovations.urls")),
    path("", include("balai.territory.visits.urls")),
    path("", include("balai.territory.agreements.urls")),
    path("", include("balai.territory.guests.urls")),
    path("", include("balai.territory.adoption.urls")),
    path("", include("balai.foundation.accounts.urls")),
    path("", include("balai.foundation.notices.urls")),
    path("", include("balai.foundation.tokens.urls")),
    path("", include("balai.foundation.documents.urls")),
    path("", include("balai.foundation.cases.urls")),
    path("", include("balai.foundation.audit.urls")),
    path("", include("balai.foundation.presentation.urls")),
    path("", include("balai.foundation.privacy.urls")),
    path("", include("balai.front.workplace.urls")),
    path("", include("balai.front.kiosk.urls")),
    path("", include("balai.front.api.urls")),
    path("", include("balai.foundation.forms.urls")),
]
