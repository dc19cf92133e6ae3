"""Addresses of parts, in the workplace."""

from django.urls import path

from balai.foundation.parts.views import roadmap

app_name = "parts"
urlpatterns = [
    path("kerja/peta-jalan/", roadmap.show, name="roadmap"),
    path("kerja/peta-jalan/<slug:code>/", roadmap.choose, name="choose"),
]
