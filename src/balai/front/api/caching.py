"""ETags for every answer, and how long others may keep it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"


def fresh(response: HttpResponse) -> None:
    """Mark an answer that must be asked for again each time: what a document is worth may change any moment."""
    response["Cache-Control"] = PRIVATE


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 304 when the reader has it already; public answers may be kept for five minutes, others by nobody.

    Those carry an ETag as well: a program that asks again and again compares with what it holds itself.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        is_public = response.status_code == 200 and not hasattr(request, "auth")
        response.headers.setdefault("Cache-Control", PUBLIC if is_public else PRIVATE)
        if response.status_code != 200 or request.method != "GET":
            return response
        set_response_etag(response)
        kept = get_conditional_response(request, etag=response["ETag"], response=response)
        return kept if isinstance(kept, HttpResponse) else response

    return answer
