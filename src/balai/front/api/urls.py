from typing import Any

from django.urls import include, path, re_path

from balai.front.api import caching, pages, problems
from balai.front.api.service import api

app_name = "front_api"
_served: list[Any] = api.urls[0]
operations = [
    path(each.pattern._route, problems.reads_only(caching.cached(each.callback)), name=each.name)
    for each in _served
    if each.name not in {"openapi-json", "api-root"}
]
urlpatterns = [
    path("api/v1/", pages.guide, name="guide"),
    path("api/v1/openapi.json", pages.openapi, name="openapi"),
    path("api/v1/", include(operations)),
    re_path(r"^api/", problems.reads_only(problems.not_found), name="nothing"),
]
