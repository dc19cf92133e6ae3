"""Addresses of packs, in the workplace."""

from django.urls import path

from balai.foundation.packs.views import arrivals, installed

app_name = "packs"
urlpatterns = [
    path("kerja/paket/", installed.listing, name="list"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/", arrivals.show, name="arrival"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/periksa/", arrivals.again, name="check"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/buang/", arrivals.discard, name="discard"),
    path("kerja/paket/<slug:name>/", installed.detail, name="pack"),
    path("kerja/paket/<slug:name>/unduh/", installed.download, name="download"),
]
