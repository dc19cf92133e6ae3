"""Rules of entry for views: signed in, an officer, with the second factor shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from balai.core.errors import NotAllowed
from balai.foundation.audit.api import refusals_logged

View = TypeVar("View", bound=Callable[..., Any])


def sign_in_required(view: View) -> View:
    """Sends a visitor to the sign-in page and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.actor.is_signed_in:  # type: ignore[attr-defined]
            return _send(request, "account_login")
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def second_factor_required(view: View) -> View:
    """Sends the person to set up or show the second factor, and back. Implies signing in."""

    @wraps(view)
    @sign_in_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.actor.second_factor:  # type: ignore[attr-defined]
            return _send(request, "accounts:second_factor")
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def officer_required(permission: str | None = None) -> Callable[[View], View]:
    """Only for people with a role (carrying the permission, when one is named).

    A role that needs the second factor opens nothing before it has been shown in this session.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @sign_in_required
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor = request.actor  # type: ignore[attr-defined]
            if not actor.is_officer or (permission and not actor.may(permission)):
                raise NotAllowed(_("Halaman ini untuk petugas dengan wewenang yang sesuai."))
            if actor.must_prove:
                return _send(request, "accounts:second_factor")
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate


def personal_page(model: str, argument: str, what: str) -> Callable[[View], View]:
    """Logs whom a page of somebody's personal data refused, be it for the role or for the reach.

    Stands above the rules of entry. ``model`` is what the address names by ``argument``.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor = request.actor  # type: ignore[attr-defined]
            with refusals_logged(actor, apps.get_model(model), kwargs[argument], what=what, why="-"):
                return view(request, *args, **kwargs)

        return watched  # type: ignore[return-value]

    return decorate


def _send(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect with the way back; htmx follows it as a whole page."""
    url = f"{reverse(name)}?{urlencode({'next': _way_back(request)})}"
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _way_back(request: HttpRequest) -> str:
    """The page to return to: the asked one, or for a form post the page that it was sent from."""
    if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", False):
        return request.get_full_path()
    page = request.headers.get("Hx-Current-Url") or request.headers.get("Referer", "")
    parts = urlsplit(page)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    known = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return path if known and path.startswith("/") else "/"
