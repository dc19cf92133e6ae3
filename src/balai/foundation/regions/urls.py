"""Addresses of places."""

from django.urls import path, re_path

from balai.foundation.regions.views import pages

app_name = "regions"
urlpatterns = [
    path("wilayah/", pages.home, name="home"),
    path("wilayah/cari/", pages.search, name="search"),
    re_path(r"^wilayah/(?P<code>\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)/$", pages.show, name="place"),
]
