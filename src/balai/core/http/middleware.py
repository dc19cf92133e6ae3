"""What every request passes: addresses made fit for the database, refusals and conflicts made pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotVisible

STATUS: dict[type[BalaiError], int] = {NotVisible: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


class NulMiddleware:
    """Takes the character that no database keeps out of the query, so that no page has to think of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        while "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return self.get_response(request)


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
