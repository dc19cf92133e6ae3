"""Addresses of exchange, in the workplace."""

from django.urls import path

from balai.core.exchange import views

app_name = "exchange"
urlpatterns = [
    path("kerja/impor/", views.overview, name="overview"),
    path("kerja/impor/<slug:kind>/", views.bring, name="bring"),
    path("kerja/ekspor/<slug:kind>/", views.export, name="export"),
]
