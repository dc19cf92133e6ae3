"""Addresses of a part that is shut are not there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from balai.foundation.parts.selectors import is_open_app


class PartsMiddleware:
    """404 for the pages of a part that is switched off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Look at the application before its view runs."""
        match = request.resolver_match
        if match is not None and match.app_names and not is_open_app(match.app_names[0]):
            raise Http404
