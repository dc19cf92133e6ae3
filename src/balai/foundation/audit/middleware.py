"""Tells the journal who sent the request, and to which address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from balai.foundation.audit.context import acting


class HistoryMiddleware:
    """Every change of a request carries its actor and address. Reading requests pay nothing: no statement is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(request.actor, f"{request.method} {request.path}"):  # type: ignore[attr-defined]
            return self.get_response(request)
