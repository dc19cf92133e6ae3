"""The page that explains the API, and its OpenAPI file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.front.api.guide import addresses
from balai.front.api.openapi import schema


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters, made from the OpenAPI file; no script."""
    return render(request, "front_api/guide.html", {"addresses": addresses()})


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI file."""
    return JsonResponse(schema())
