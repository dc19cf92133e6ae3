"""What cannot be taken back is asked first, also where no script has run, or not yet.

A form with ``<c-confirm question="…" />`` carries its question. Until the form says that it was answered, the post is
not carried out: it is shown with its question on a page of its own. The script of a page asks in a dialog instead.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

QUESTION, ANSWER = "_tanya", "_dipastikan"  # no field of a form is called like these
ASIDE = {QUESTION, ANSWER, "csrfmiddlewaretoken"}
TYPED = "application/x-www-form-urlencoded"
WORKPLACE = "/kerja/"


class ConfirmMiddleware:
    """Behind the check against forged posts: nobody but the person's own page asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """The page of the question; None for whatever asks nothing, or was answered."""
        is_form = request.method == "POST" and request.content_type == TYPED
        if not is_form or getattr(view, "csrf_exempt", False):
            return None
        if QUESTION not in request.POST or ANSWER in request.POST:
            return None
        return _ask(request)


def _ask(request: HttpRequest) -> HttpResponse:
    is_work = request.path.startswith(WORKPLACE)
    context = {
        "base": "workplace.html" if is_work else "portal.html",
        "question": request.POST[QUESTION],
        "sent": tuple(_sent(request)),
        "back": _back(request) or (WORKPLACE if is_work else "/"),
    }
    return render(request, "core/confirm.html", context)


def _sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything that the form holds, as it was typed."""
    for name, values in request.POST.lists():
        yield from ((name, value) for value in values if name not in ASIDE)


def _back(request: HttpRequest) -> str:
    """The page of ours on which the button was pressed; empty when the browser does not say."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    address = urlsplit(page)
    return f"{address.path}?{address.query}" if address.query else address.path
