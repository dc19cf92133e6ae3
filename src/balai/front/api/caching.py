"""ETags for every answer, and how long others may keep it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"


def private(response: HttpResponse) -> None:
    """Mark an answer that only its reader may see: nobody keeps it."""
    response["Cache-Control"] = PRIVATE


def cached(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 304 when the reader has it already; public answers may be kept for five minutes."""

    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.has_header("Cache-Control"):
            response["Cache-Control"] = PUBLIC
        return response

    return answer
