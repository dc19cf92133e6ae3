"""Turns refusals of access and conflicts into pages, in one place."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotVisible

STATUS: dict[type[BalaiError], int] = {NotVisible: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


class AccessErrorMiddleware:
    """Answers 404 for what is outside the scope, 403 for a missing right, 409 and 422 with their sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of the refusal; None for a real fault, which Django reports."""
        for kind, status in STATUS.items():
            if isinstance(error, kind):
                return render(request, f"{status}.html", {"message": str(error)}, status=status)
        return None
