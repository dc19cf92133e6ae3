"""Every question passes here: its language, who asks, how often, and how long others may keep the answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from balai.foundation.audit.api import acting
from balai.front.api import limits
from balai.front.api.caching import conditional
from balai.front.api.identity import actor_of, identify
from balai.front.api.language import language_of
from balai.front.api.problems import too_often, unknown_person, wrong_method

View = Callable[..., HttpResponse]
READS = "GET, HEAD"
VARY = ("Accept-Language", "Cookie", "Authorization")


def gate(view: View) -> View:
    """The view as an address of the API. Nothing behind it writes on a cookie's word: no form token is asked."""
    guarded = _measured(_any_method(conditional(view)))

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = guarded(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, VARY)
        return response

    return answer


def reads_only(view: View) -> View:
    """A view that takes GET and HEAD, for addresses that are no operations of the API."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.method == "GET" else wrong_method(READS)

    return answer


def _measured(view: View) -> View:
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_known = identify(request)
        budget = limits.spend(request, actor_of(request))
        response = _refused(budget, is_known) or _acting(view, request, *args, **kwargs)
        budget.tell(response)
        return response

    return answer


def _refused(budget: limits.Budget, is_known: bool) -> HttpResponse | None:
    if budget.is_spent:
        return too_often(budget.seconds)
    return (
        None if is_known else unknown_person(_("Token ini tidak berlaku: salah, dicabut, atau kedaluwarsa."))
    )


def _acting(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What is recorded on the way carries the person of the token."""
    with acting(actor_of(request), f"{request.method} {request.path}"):
        return view(request, *args, **kwargs)


def _any_method(view: View) -> View:
    """HEAD is answered like GET (the server leaves the body away); a wrong method with a problem document."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        response = view(request, *args, **kwargs)
        request.method = asked
        if response.status_code != 405:
            return response
        return wrong_method(READS if "GET" in response["Allow"] else response["Allow"])

    return answer
