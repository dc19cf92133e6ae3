from typing import Any

from django.urls import include, path, re_path

from balai.front.api import pages, problems
from balai.front.api.gate import gate, reads_only
from balai.front.api.service import api

app_name = "front_api"
_served: list[Any] = api.urls[0]
operations = [
    path(each.pattern._route, gate(each.callback), name=each.name)
    for each in _served
    if each.name not in {"openapi-json", "api-root"}
]
urlpatterns = [
    path("api/v1/", pages.guide, name="guide"),
    path("api/v1/openapi.json", gate(reads_only(pages.openapi)), name="openapi"),
    path("api/v1/", include(operations)),
    re_path(r"^api/", gate(reads_only(problems.not_found)), name="nothing"),
]
