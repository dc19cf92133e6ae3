"""Answers that a page asks for again and again: a reader that has it already gets 304 and no content."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag


def fresh_or_304(request: HttpRequest, html: str) -> HttpResponse:
    """The part of a page with its ETag; kept by nobody without asking."""
    response = HttpResponse(html)
    response["Cache-Control"] = "no-cache"
    set_response_etag(response)
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    return known if isinstance(known, HttpResponse) else response
