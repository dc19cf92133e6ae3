"""The page that explains the API, and its OpenAPI file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from balai.front.api import guide as guides
from balai.front.api.problems import reads_only


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters, made from the OpenAPI file; no script."""
    return render(request, "front_api/guide.html", {"addresses": guides.addresses()})


@reads_only
@conditional_page
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI file, with an ETag."""
    return JsonResponse(guides.schema())
